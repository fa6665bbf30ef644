import { spreadOut } from '../core/spread-out.ts';
import { label, labelWidth } from './label.ts';
import { linePath } from './lines.ts';
import type { Picture } from './picture.ts';
import { element, group, type Xml } from './xml.ts';

const size = 11.5;
const labelHeight = 20;
const widest = 150;

/** The pinned lines in front of all others, each with an edge in the colour of the page and its name at its right end. */
export function drawPins(picture: Picture): Xml {
  const { geometry, positions, pinned, rowColor, nameOf, theme } = picture;
  const { layout } = geometry;
  const last = positions.at(-1);
  if (last === undefined || pinned.length === 0) return group({}, []);
  const lines = pinned.flatMap((row) => {
    const common = { d: linePath(picture, row), fill: 'none', 'stroke-linejoin': 'round' };
    return [
      element('path', { ...common, stroke: theme.surface, 'stroke-width': 6 }),
      element('path', { ...common, stroke: rowColor(row), 'stroke-width': 2.6, 'data-pin': nameOf(row) }),
    ];
  });
  const middles = spreadOut(
    pinned.map((row) => last[row]! + layout.top),
    labelHeight,
    layout.height,
  );
  const names = pinned.flatMap((row, index) => {
    const name = nameOf(row);
    const width = Math.min(widest, labelWidth(name, size) * 1.1 + 14);
    const [x, y] = [layout.width - 2 - width, middles[index]!];
    const box = { x, y: y - 9, height: 18 };
    return [
      element('rect', { ...box, width, rx: 4, fill: theme.surface, 'fill-opacity': 0.9 }),
      element('rect', { ...box, width: 4, rx: 2, fill: rowColor(row) }),
      label(name, size, { x: x + 8, y: y + 4, fill: theme.ink, 'font-weight': 600 }, widest - 14),
    ];
  });
  return group({}, [...lines, ...names]);
}
