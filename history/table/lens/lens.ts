import type { Direction } from '../../types.ts';

/**
 * How the series of a metric becomes one value for its run. NaN and the infinities are values; cells that are missing or
 * not numbers are left out where a number is computed. A value that cannot be had is missing.
 * - `best`: the best finite value; `last` where the metric has no direction, or no finite value.
 * - `last`: the metric's own last value.
 * - `lastEpoch`: the value at the run's last epoch.
 * - `epoch`: the value at an epoch.
 * - `bestOf`: the value at the epoch where another metric was best.
 * - `meanOfLast`: the mean of the last `count` values, of all where there are fewer.
 * - `area`: the area under the values over their epochs, by trapezoids; missing with fewer than two values.
 * - `epochsUntil`: the first epoch whose value is as good as `threshold` or better.
 * - `epochOfBest`: the epoch of the best value.
 *
 * Where several records are of one epoch, its value is the last of them that is not missing.
 */
export type Lens =
  | { readonly kind: 'best' | 'last' | 'lastEpoch' | 'area' | 'epochOfBest' }
  | { readonly kind: 'epoch'; readonly epoch: number }
  | { readonly kind: 'bestOf'; readonly metric: string }
  | { readonly kind: 'meanOfLast'; readonly count: number }
  | { readonly kind: 'epochsUntil'; readonly threshold: number };

/** Whether a lens shows what records hold, so that it applies to flags, durations and counts as well. */
export function showsRecords({ kind }: Lens): boolean {
  return kind === 'last' || kind === 'lastEpoch' || kind === 'epoch' || kind === 'bestOf';
}

/** Which values are better under a lens: a value under `epochsUntil` is an epoch, and early ones are better. */
export function directionUnder(lens: Lens, direction: Direction): Direction {
  if (lens.kind === 'epochOfBest') return 'none';
  return lens.kind === 'epochsUntil' && direction !== 'none' ? 'min' : direction;
}
