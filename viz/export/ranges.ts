import { splitByPlace } from '../core/contiguous.ts';
import { boundsOf } from '../core/bounds.ts';
import { pixelsFromExtent } from '../core/brushing.ts';
import type { Extent } from '../core/extent.ts';
import { countTaken } from '../core/filter.ts';
import type { AxisGeometry } from '../core/geometry.ts';
import { besideAxis } from './label.ts';
import type { Picture } from './picture.ts';
import { element, type Xml } from './xml.ts';

/** Half the width of a range, in units of the picture. */
const reach = 10;

/** The ranges of an axis with their bounds and how many selected rows each holds, as they stand on the page. */
export function drawRanges(picture: Picture, axis: AxisGeometry): Xml[] {
  const extents = splitByPlace(axis.scale, picture.brushes.get(axis.name) ?? []);
  return extents.flatMap((extent) => drawRange(picture, axis, extent));
}

function drawRange({ negated, theme, selection }: Picture, axis: AxisGeometry, extent: Extent): Xml[] {
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
  return [
    element('rect', { ...box, fill: theme.accent, stroke: theme.accent, 'stroke-width': 1.2, ...look }),
    besideAxis(count, { ...words, y: (y + bottom) / 2, bold: true }),
    ...(bounds === null ? [] : [bounds.high, bounds.low]).map((bound) =>
      besideAxis(bound.label, { ...words, y: bound.y }),
    ),
  ];
}
