import { seenAngle, wedgeOf } from '../core/brush/angle-shape.ts';
import { takenByAngle } from '../core/brush/angles.ts';
import { countRows } from '../core/brush/filter.ts';
import { label, labelWidth, upright } from './label.ts';
import type { Picture } from './picture.ts';
import { decimal, element, group, type Xml } from './xml.ts';

/** The angle brushes: a label with the number of lines and, if the axes are neighbours with the same scales, a wedge. */
export function drawAngles(picture: Picture): Xml {
  const { geometry, angles, shownTable, selection, theme } = picture;
  const { layout, axes } = geometry;
  const marks = angles.flatMap((angle) => {
    const places = [angle.left, angle.right].map(({ column }) =>
      axes.findIndex(({ name }) => name === column),
    );
    if (places.includes(-1)) return [];
    const [leftX, rightX] = places.map((place) => layout.axisX[place]!).sort((a, b) => a - b);
    const at = Math.min(...places);
    const gap = { left: axes[at]!, right: axes[Math.max(...places)]!, leftX: leftX!, rightX: rightX! };
    const seen = Math.abs(places[0]! - places[1]!) === 1 ? seenAngle(angle, gap) : null;
    const count = `∠ ${countRows(takenByAngle(shownTable, angle), selection).toLocaleString('en')}`;
    const middle = (leftX! + rightX!) / 2;
    const width = labelWidth(count, 11) + 14;
    // At the top of the gap, or at the right in a vertical plot.
    const place =
      layout.orientation === 'vertical'
        ? upright(middle - 9, 2)
        : `translate(${decimal(middle - width / 2)} 2)`;
    const x = layout.orientation === 'vertical' ? -width : 0;
    return [
      ...(seen === null ? [] : [drawWedge(wedgeOf(seen, gap), angle.negated, theme.accent)]),
      group({ transform: place }, [
        element('rect', { x, width, height: 18, rx: 9, fill: theme.surface, stroke: theme.accent }),
        label(count, 11, { x: x + width / 2, y: 13, 'text-anchor': 'middle', fill: theme.accent }),
      ]),
    ];
  });
  return group({ transform: `translate(0 ${layout.top})` }, marks);
}

function drawWedge({ tip, high, low }: ReturnType<typeof wedgeOf>, isNegated: boolean, color: string): Xml {
  const point = ({ x, y }: { x: number; y: number }) => `${decimal(x)} ${decimal(y)}`;
  return element('path', {
    d: `M${point(tip)}L${point(high)}L${point(low)}Z`,
    fill: color,
    stroke: color,
    'stroke-width': 1.2,
    ...(isNegated ? { 'fill-opacity': 0.04, 'stroke-dasharray': '4 3' } : { 'fill-opacity': 0.14 }),
  });
}
