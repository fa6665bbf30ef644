import type { Direction } from '../../types.ts';

/**
 * How the series of a metric is reduced to one value per run. NaN and the infinities are values; computations ignore cells
 * that are missing or not numbers. A value that does not exist is missing.
 * - `best`: the best finite value; `last` if the metric has no direction, or no finite value.
 * - `last`: the metric's own last value.
 * - `lastEpoch`: the value at the run's last epoch.
 * - `epoch`: the value at an epoch.
 * - `bestOf`: the value at the epoch where another metric was best.
 * - `meanOfLast`: the mean of the last `count` values, or of all if there are fewer.
 * - `area`: the area under the values over their epochs, by the trapezoidal rule; missing for fewer than two values.
 * - `epochsUntil`: the first epoch with a value at least as good as `threshold`.
 * - `epochOfBest`: the epoch of the best value.
 *
 * The value of an epoch with several records is the last one that is not missing.
 */
export type Lens =
  | { readonly kind: 'best' | 'last' | 'lastEpoch' | 'area' | 'epochOfBest' }
  | { readonly kind: 'epoch'; readonly epoch: number }
  | { readonly kind: 'bestOf'; readonly metric: string }
  | { readonly kind: 'meanOfLast'; readonly count: number }
  | { readonly kind: 'epochsUntil'; readonly threshold: number };

/** Whether a lens selects records, so that it also applies to flags, durations and counts. */
export function showsRecords({ kind }: Lens): boolean {
  return kind === 'last' || kind === 'lastEpoch' || kind === 'epoch' || kind === 'bestOf';
}

/** The direction of a metric under a lens: values of `epochsUntil` are epochs, of which lower ones are better. */
export function directionUnder(lens: Lens, direction: Direction): Direction {
  if (lens.kind === 'epochOfBest') return 'none';
  return lens.kind === 'epochsUntil' && direction !== 'none' ? 'min' : direction;
}
