import { MISSING, PRESENT } from './table.ts';
import type { NumberColumn } from './table.ts';

/** Statistics of a metric per group of runs. Statistics of finite values are NaN if there are too few. */
export interface Statistics {
  /** The number of finite values. */
  readonly n: Uint32Array;
  /** The number of NaN and infinite values, which are excluded from all statistics. */
  readonly nonFinite: Uint32Array;
  /** The number of runs with a missing value. */
  readonly missing: Uint32Array;
  readonly mean: Float64Array;
  /** The sample standard deviation (denominator n − 1) of at least two values. */
  readonly sd: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** Half the width of the 95 % confidence interval of the mean, by Student's t; NaN for n < 2. */
  readonly ci95: Float64Array;
}

/**
 * The value that a variable of Student's t distribution with `df` degrees of freedom exceeds with probability `upper`.
 */
export type StudentQuantile = (upper: number, df: number) => number;

/**
 * @param groupOf per row the group of its value; -1 for none
 * @param quantile if omitted, all `ci95` are NaN
 */
export function statisticsOf(
  column: NumberColumn,
  groupOf: Int32Array,
  groupCount: number,
  quantile: StudentQuantile | null,
): Statistics {
  const { values, absence } = column;
  const [n, nonFinite, missing] = [0, 1, 2].map(() => new Uint32Array(groupCount)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const mean = new Float64Array(groupCount);
  const squares = new Float64Array(groupCount);
  const min = new Float64Array(groupCount).fill(Infinity);
  const max = new Float64Array(groupCount).fill(-Infinity);
  for (let row = 0; row < values.length; row++) {
    const group = groupOf[row]!;
    if (group < 0) continue;
    const state = absence === null ? PRESENT : absence[row]!;
    const value = values[row]!;
    if (state === MISSING) missing[group]!++;
    else if (state === PRESENT && !Number.isFinite(value)) nonFinite[group]!++;
    else if (state === PRESENT) {
      // Welford's algorithm avoids cancellation for large values that are close together.
      const count = ++n[group]!;
      const delta = value - mean[group]!;
      mean[group]! += delta / count;
      squares[group]! += delta * (value - mean[group]!);
      if (value < min[group]!) min[group] = value;
      if (value > max[group]!) max[group] = value;
    }
  }
  const sd = new Float64Array(groupCount).fill(NaN);
  const ci95 = new Float64Array(groupCount).fill(NaN);
  const critical = new Map<number, number>();
  for (let group = 0; group < groupCount; group++) {
    const count = n[group]!;
    if (count === 0) mean[group] = min[group] = max[group] = NaN;
    if (count < 2) continue;
    sd[group] = Math.sqrt(squares[group]! / (count - 1));
    if (quantile === null) continue;
    if (!critical.has(count)) critical.set(count, quantile(0.025, count - 1));
    ci95[group] = (critical.get(count)! * sd[group]!) / Math.sqrt(count);
  }
  return { n, nonFinite, missing, mean, sd, min, max, ci95 };
}
