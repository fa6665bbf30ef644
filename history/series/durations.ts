import type { RunSet } from '../runs/run-set.ts';
import { placeRecords } from './axis.ts';

/** Summaries with the seconds that a run took, by preference, for runs whose records have no times. */
const SECONDS = ['duration', 'fit_time', 'mean_fit_time', 'time_total_s', '_runtime', 'runtime'];

/**
 * Per run the seconds from its start to its latest record; without times in its records the duration in its summary, and
 * NaN without that.
 * @param runs indices in the set
 * @throws {RangeError} if an index is out of range.
 */
export function durationsOf(set: RunSet, runs: Uint32Array): Float64Array {
  let places = new Float64Array(0);
  return Float64Array.from(runs, (run) => {
    const range = set.recordRange(run);
    const count = range === null ? 0 : range.end - range.start;
    if (range !== null && count > 0) {
      if (places.length < count) places = new Float64Array(2 * count);
      placeRecords(range, 'time', places);
      for (let at = count - 1; at >= 0; at--) if (places[at]! >= 0) return places[at]!;
    }
    const { summary } = set.run(run);
    const name = SECONDS.find((each) => Object.hasOwn(summary, each) && isDuration(summary[each]));
    return name === undefined ? NaN : summary[name]!;
  });
}

function isDuration(value: number | null | undefined): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
