import { spreadOut } from '../core/scale/spread-out.ts';
import { label, labelWidth, upright } from './label.ts';
import { linePath } from './lines.ts';
import type { Picture } from './picture.ts';
import { decimal, element, group, type Xml } from './xml.ts';

const size = 11.5;
const labelHeight = 20;
const maxWidthHorizontal = 150;
/** The maximum width of a name in a vertical plot. */
const maxWidthVertical = 84;

/** The pinned lines in front of all others, each with an outline in the colour of the page and its name at the right end. */
export function drawPins(picture: Picture): Xml {
  const { geometry, positions, pinned, rowColor, nameOf, theme } = picture;
  const { layout } = geometry;
  const last = positions.at(-1);
  if (last === undefined || pinned.length === 0) return group({}, []);
  const lines = pinned.flatMap((row) => {
    const common = { d: linePath(picture, row), fill: 'none', 'stroke-linejoin': 'round' };
    return [
      element('path', { ...common, stroke: theme.surface, 'stroke-width': 6 }),
      element('path', {
        ...common,
        stroke: rowColor(row),
        'stroke-width': 2.6,
        'data-pin': nameOf(row).whole,
      }),
    ];
  });
  const isVertical = layout.orientation === 'vertical';
  const maxWidth = isVertical ? maxWidthVertical : maxWidthHorizontal;
  const middles = spreadOut(
    pinned.map((row) => last[row]! + layout.top),
    isVertical ? maxWidth : labelHeight,
    layout.height,
  );
  const names = pinned.map((row, index) => {
    const name = nameOf(row);
    const width = Math.min(maxWidth, labelWidth(nameOf(row).whole, size) * 1.1 + 14);
    const middle = middles[index]!;
    const place = isVertical
      ? upright(layout.width - 20, middle + width / 2)
      : `translate(${decimal(layout.width - 2 - width)} ${decimal(middle - 9)})`;
    return group({ transform: place }, [
      element('rect', { width, height: 18, rx: 4, fill: theme.surface, 'fill-opacity': 0.9 }),
      element('rect', { width: 4, height: 18, rx: 2, fill: rowColor(row) }),
      label(name, size, { x: 8, y: 13, fill: theme.ink, 'font-weight': 600 }, maxWidth - 14),
    ]);
  });
  return group({}, [...lines, ...names]);
}
