import type { Series } from '../../../history/index.ts';
import { affineOf, type CurveScale } from './curve-scale.ts';

/**
 * Returns one curve as the data of an SVG path, with the first, lowest, highest and last point of each column of pixels
 * (M4; Jugel et al., VLDB 2014), which draws the same as all points do. A value without a place is a gap; a point between
 * gaps is a line of no length, which round caps draw as a dot.
 */
export function curvePath(
  { starts, x }: Pick<Series, 'starts' | 'x'>,
  y: Float64Array,
  curve: number,
  scaleX: CurveScale,
  scaleY: CurveScale,
): string {
  const [places, values] = [affineOf(scaleX), affineOf(scaleY)];
  const parts: string[] = [];
  const position = (i: number): [number, number] => [
    x[i]! * places.factor + places.offset,
    (scaleY.isLog ? Math.log(y[i]!) : y[i]!) * values.factor + values.offset,
  ];
  let isOpen = false;
  /** Points of the current column, of which four are kept. */
  let column: [number, number][] = [];
  const flush = () => {
    if (column.length === 0) return;
    const lowest = column.reduce((a, b) => (b[1] > a[1] ? b : a));
    const highest = column.reduce((a, b) => (b[1] < a[1] ? b : a));
    const kept = column.filter(
      (each, i) => i === 0 || i === column.length - 1 || each === lowest || each === highest,
    );
    for (const [px, py] of kept) {
      const text = `${px.toFixed(2)},${py.toFixed(2)}`;
      parts.push(isOpen ? `L${text}` : `M${text}h0`);
      isOpen = true;
    }
    column = [];
  };
  for (let i = starts[curve]!; i < starts[curve + 1]!; i++) {
    const at = position(i);
    if (!Number.isFinite(at[1])) {
      flush();
      isOpen = false;
      continue;
    }
    if (column.length > 0 && Math.floor(column[0]![0]) !== Math.floor(at[0])) flush();
    column.push(at);
  }
  flush();
  return parts.join('');
}
