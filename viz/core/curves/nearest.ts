import type { Series } from '../../../history/index.ts';
import { affineOf, type CurveScale } from './curve-scale.ts';
import { visiblePoints } from './visible-points.ts';

/** A point of a curve. */
export interface CurvePoint {
  /** Index of the curve in its series. */
  readonly curve: number;
  /** Index of the record in `x` and `y`. */
  readonly point: number;
}

/** For each curve whether its places ascend, so that they can be searched. */
export function ascendingCurves({ starts, x }: Pick<Series, 'starts' | 'x'>): Uint8Array {
  const ascending = new Uint8Array(Math.max(0, starts.length - 1)).fill(1);
  for (let curve = 0; curve < ascending.length; curve++) {
    for (let i = starts[curve]! + 1; i < starts[curve + 1]!; i++) {
      if (x[i]! < x[i - 1]!) {
        ascending[curve] = 0;
        break;
      }
    }
  }
  return ascending;
}

/**
 * Returns the curve nearest to a position in pixels, and its record nearest to it horizontally; null if no curve is
 * within `maxDistance` pixels.
 * @param ascending the result of `ascendingCurves`
 */
export function nearestPoint(
  { starts, x }: Pick<Series, 'starts' | 'x'>,
  y: Float64Array,
  ascending: Uint8Array,
  scaleX: CurveScale,
  scaleY: CurveScale,
  at: { readonly x: number; readonly y: number },
  maxDistance: number,
): CurvePoint | null {
  const [places, values] = [affineOf(scaleX), affineOf(scaleY)];
  const pixelX = (i: number) => x[i]! * places.factor + places.offset;
  const pixelY = (i: number) => (scaleY.isLog ? Math.log(y[i]!) : y[i]!) * values.factor + values.offset;
  const left = (at.x - maxDistance - places.offset) / places.factor;
  const right = (at.x + maxDistance - places.offset) / places.factor;
  let best = maxDistance ** 2;
  let found: number | null = null;
  for (let curve = 0; curve < ascending.length; curve++) {
    const all = { start: starts[curve]!, end: starts[curve + 1]! };
    const { start, end } = ascending[curve] === 1 ? visiblePoints(x, all, left, right) : all;
    let [x0, y0] = [NaN, NaN];
    for (let i = start; i < end; i++) {
      const [x1, y1] = [pixelX(i), pixelY(i)];
      const squared = Number.isFinite(y0)
        ? distanceToSegment(at.x, at.y, x0, y0, x1, y1)
        : (x1 - at.x) ** 2 + (y1 - at.y) ** 2;
      if (squared < best) [best, found] = [squared, curve];
      [x0, y0] = [x1, y1];
    }
  }
  if (found === null) return null;
  let point = -1;
  let distance = Infinity;
  for (let i = starts[found]!; i < starts[found + 1]!; i++) {
    const own = Math.abs(pixelX(i) - at.x);
    if (own < distance && Number.isFinite(pixelY(i))) [distance, point] = [own, i];
  }
  return { curve: found, point };
}

/** The squared distance; NaN if an end is not finite. */
function distanceToSegment(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length));
  return (x0 + share * dx - x) ** 2 + (y0 + share * dy - y) ** 2;
}

/** The point of a curve that is nearest to a place on the x axis; the first of several. */
export function pointAt({ starts, x }: Pick<Series, 'starts' | 'x'>, curve: number, place: number): number {
  const [start, end] = [starts[curve]!, starts[curve + 1]!];
  let point = start;
  for (let i = start; i < end; i++) if (Math.abs(x[i]! - place) < Math.abs(x[point]! - place)) point = i;
  return point;
}
