import type { NumberColumn } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
import { sample } from '../rows/sample.ts';

/** A scale by rank, straight between its knots. Both ascend; fractions from 0 to 1. */
export interface Knots {
  readonly values: Float64Array;
  readonly fractions: Float64Array;
}

/** More rows than these are sampled: their percentiles would differ by less than a pixel. */
const mostRows = 1 << 17;
/** Knots nearer than this, as a share of the axis, are left out. */
const resolution = 1 / 2048;

const known = new WeakMap<NumberColumn, Knots>();

/**
 * Where each value of a column lies by its rank: equal values share the mean of their ranks, and the smallest and the
 * largest are the ends. Found once per column object. The column must vary.
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
  const sampled = sample(column, mostRows);
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

/** How often an end occurs; once where the sample has missed it. */
function countOf(values: Float64Array, wanted: number): number {
  return Math.max(
    1,
    values.reduce((count, value) => count + (value === wanted ? 1 : 0), 0),
  );
}

/** Where a value lies between the knots; beyond the ends at an end. */
export function fractionAt({ values, fractions }: Knots, value: number): number {
  return interpolate(values, fractions, value);
}

/** The value at a fraction; undoes `fractionAt`. */
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
  // Differences of huge numbers overflow, so those are taken of halves.
  const share =
    width < Infinity
      ? (x - from[low]!) / width
      : (x / 2 - from[low]! / 2) / (from[high]! / 2 - from[low]! / 2);
  return to[low]! * (1 - share) + to[high]! * share;
}
