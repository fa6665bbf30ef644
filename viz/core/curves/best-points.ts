import { isBetter, worst, type Direction, type Series } from '../../../history/index.ts';

/** For each curve the index of the first point with its best finite value; -1 if it has none. */
export function bestPoints({ starts, y }: Pick<Series, 'starts' | 'y'>, direction: Direction): Int32Array {
  const points = new Int32Array(Math.max(0, starts.length - 1)).fill(-1);
  if (direction === 'none') return points;
  for (let curve = 0; curve < points.length; curve++) {
    let best = worst(direction);
    for (let i = starts[curve]!; i < starts[curve + 1]!; i++) {
      const value = y[i];
      if (isBetter(value, best, direction)) [best, points[curve]] = [value, i];
    }
  }
  return points;
}
