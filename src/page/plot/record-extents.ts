import { recordedMetrics, seriesOf, type RunSet } from '../../../history/index.ts';

/** The smallest and the largest finite value of each metric over all records of all runs; metrics that vary only. */
export function recordExtents(set: RunSet): Map<string, { readonly min: number; readonly max: number }> {
  const runs = Array.from({ length: set.length }, (_, run) => run);
  const extents = new Map<string, { readonly min: number; readonly max: number }>();
  for (const { name } of recordedMetrics(set, runs)) {
    let [min, max] = [Infinity, -Infinity];
    for (const value of seriesOf(set, name, 'epoch', runs).y) {
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (min < max) extents.set(name, { min, max });
  }
  return extents;
}
