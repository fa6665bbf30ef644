import type { NumberColumn } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
import { sample } from '../rows/sample.ts';

/** A piecewise linear scale by rank. Both arrays ascend; fractions from 0 to 1. */
export interface Knots {
  readonly values: Float64Array;
  readonly fractions: Float64Array;
}

/** Maximum number of sampled rows; more would change percentiles by less than a pixel. */
const maxRows = 1 << 17;
/** Minimum distance of knots, as a fraction of the axis. */
const resolution = 1 / 2048;

const known = new WeakMap<NumberColumn, Knots>();

/**
 * The knots of a column: equal values share the mean of their ranks, and the smallest and largest are the ends. Computed
 * once per column object. The column must vary.
 */
export function percentileKnots(column: NumberColumn): Knots {
  let knots = known.get(column);
  if (knots === undefined) {
    knots = findKnots(column);
    known.set(column, knots);
  }
  return knots;
}

function findKnots(column: NumberColumn): Knots {
  const { min, max } = profileOf(column);
  const sampled = sample(column, maxRows);
  // A sample may miss the ends.
  const sorted = Float64Array.from([
    min,
    ...sampled.filter((value) => value > min && value < max),
    max,
  ]).sort();
  const ends = [countOf(sampled, min), countOf(sampled, max)];
  const total = sorted.length - 2 + ends[0]! + ends[1]!;
  const first = (ends[0]! - 1) / 2;
  const last = total - 1 - (ends[1]! - 1) / 2;
  const values = [min];
  const fractions = [0];
  let below = ends[0]!;
  for (let start = 1; start < sorted.length - 1;) {
    let end = start + 1;
    while (end < sorted.length - 1 && sorted[end] === sorted[start]) end++;
    const rank = below + (end - start - 1) / 2;
    const fraction = (rank - first) / (last - first);
    if (fraction - fractions.at(-1)! >= resolution) {
      values.push(sorted[start]!);
      fractions.push(fraction);
    }
    below += end - start;
    start = end;
  }
  return { values: Float64Array.from([...values, max]), fractions: Float64Array.from([...fractions, 1]) };
}

/** Number of occurrences of an end, at least 1. */
function countOf(values: Float64Array, wanted: number): number {
  return Math.max(
    1,
    values.reduce((count, value) => count + (value === wanted ? 1 : 0), 0),
  );
}

/** The fraction of a value, clamped. */
export function fractionAt({ values, fractions }: Knots, value: number): number {
  return interpolate(values, fractions, value);
}

/** The value at a fraction, the inverse of `fractionAt`. */
export function valueAt({ values, fractions }: Knots, fraction: number): number {
  return interpolate(fractions, values, fraction);
}

function interpolate(from: Float64Array, to: Float64Array, x: number): number {
  const last = from.length - 1;
  if (x <= from[0]!) return to[0]!;
  if (x >= from[last]!) return to[last]!;
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle]! <= x) low = middle;
    else high = middle;
  }
  const width = from[high]! - from[low]!;
  // Differences of huge numbers overflow, so this uses halves.
  const share =
    width < Infinity
      ? (x - from[low]!) / width
      : (x / 2 - from[low]! / 2) / (from[high]! / 2 - from[low]! / 2);
  return to[low]! * (1 - share) + to[high]! * share;
}
