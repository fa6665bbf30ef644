import { splitByPlace } from '../core/brush/contiguous.ts';
import { boundsOf, type Bound } from '../core/brush/bounds.ts';
import { pixelsFromExtent } from '../core/brush/brushing.ts';
import type { Extent } from '../core/brush/extent.ts';
import { countTaken } from '../core/brush/filter.ts';
import type { AxisGeometry } from '../core/layout/geometry.ts';
import { belowAxis, besideAxis, type BesideAxis } from './label.ts';
import type { Picture } from './picture.ts';
import { element, type Xml } from './xml.ts';

/** Half the width of a range, in units of the picture. */
const reach = 10;

/** The ranges of an axis, with their bounds and the numbers of selected rows in them. */
export function drawRanges(picture: Picture, axis: AxisGeometry): Xml[] {
  const extents = splitByPlace(axis.scale, picture.brushes.get(axis.name) ?? []);
  return extents.flatMap((extent) => drawRange(picture, axis, extent));
}

function drawRange(
  { negated, theme, selection, geometry }: Picture,
  axis: AxisGeometry,
  extent: Extent,
): Xml[] {
  const pixels = pixelsFromExtent(axis, extent);
  if (pixels === null) return [];
  const [y, bottom] = pixels;
  const look = negated.has(axis.name)
    ? { 'fill-opacity': 0.06, 'stroke-dasharray': '4 3' }
    : { 'fill-opacity': 0.22 };
  const box = { x: -reach, y, width: 2 * reach, height: bottom - y };
  const words = { fill: theme.accent, edge: theme.surface, side: 'right' } as const;
  const bounds = axis.scale.type === 'category' ? null : boundsOf(axis.scale, extent);
  const count = countTaken(axis.column, [extent], selection).toLocaleString('en');
  const rect = { ...box, fill: theme.accent, stroke: theme.accent, 'stroke-width': 1.2, ...look };
  const middle = (y + bottom) / 2;
  if (geometry.layout.orientation === 'vertical') {
    return [
      element('rect', rect),
      belowAxis(count, { ...words, bold: true }, { x: -reach - 4, y: middle }),
      ...(bounds === null ? [] : belowRange(axis.scale.height, [bounds.high, bounds.low], words)),
    ];
  }
  return [
    element('rect', rect),
    besideAxis(count, { ...words, y: middle, bold: true }),
    ...(bounds === null ? [] : [bounds.high, bounds.low]).map((bound) =>
      besideAxis(bound.label, { ...words, y: bound.y }),
    ),
  ];
}

/** The approximate width of the label of a bound beyond the margin of the drawing. */
const labelWidth = 24;

/** The bounds of a range in a vertical plot, outside the range unless they would be cut off. */
function belowRange(height: number, ends: readonly Bound[], look: BesideAxis): Xml[] {
  const [right, left] = ends.toSorted((a, b) => a.y - b.y);
  const place = ({ y }: Bound, isRight: boolean) => {
    const isCut = (isRight ? y : height - y) < labelWidth;
    return { x: isCut ? 42 : 30, y, anchor: isRight === isCut ? 'end' : 'start' } as const;
  };
  return [
    belowAxis(right!.label, look, place(right!, true)),
    belowAxis(left!.label, look, place(left!, false)),
  ];
}
