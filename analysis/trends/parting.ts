import { evidenceOf, maxChance, minRecords } from './evidence.ts';
import { fallingFit, unimodalFit } from './isotonic.ts';

/** From an epoch on, two curves differ for good. */
export interface Parting {
  /** The first common `x` of those that differ. */
  readonly epoch: number;
  /** Common records from there to the end; at least 8. */
  readonly count: number;
  /** The mean of first − second over them; not 0. */
  readonly difference: number;
  /** The chance that noise alone differs as much; at most 0.05. Approximate. */
  readonly p: number;
}

interface XY {
  /** Ascending. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * The epoch from which two curves differ until the end: their difference never changes sign from there, is never 0, and is
 * more than noise. For that, differences that grow and shrink again at most once are compared with differences of 0
 * (`evidenceOf`). Curves are compared where both have a finite value. Null if they never part, or part in the last 7
 * records, which cannot show that it is for good. Symmetric but for the sign of `difference`.
 */
export function partingOf(first: XY, second: XY): Parting | null {
  const { x, y } = differences(first, second);
  const last = y.length - 1;
  const sign = Math.sign(y[last] ?? 0);
  let from = y.length;
  while (sign !== 0 && from > 0 && Math.sign(y[from - 1]!) === sign) from--;
  const count = y.length - from;
  if (count < minRecords) return null;
  const tail = y.subarray(from);
  const p = chanceOfNone(tail.map((value) => -Math.abs(value)));
  if (p > maxChance) return null;
  let sum = 0;
  for (const value of tail) sum += value;
  return { epoch: x[from]!, count, difference: sum / count, p };
}

/** The p-value of values of at most 0, if they are noise around 0. */
function chanceOfNone(values: Float64Array): number {
  const fit = unimodalFit(values)?.fit ?? fallingFit(values);
  let [zero, cost, product, before] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const error = values[i]! - fit[i]!;
    zero += values[i]! ** 2;
    cost += error * error;
    product += error * before;
    before = error;
  }
  return evidenceOf(zero, cost, values.length, cost > 0 ? product / cost : 0);
}

/** First − second at each common place. */
function differences(first: XY, second: XY): XY {
  const length = Math.min(first.x.length, second.x.length);
  const [x, y] = [new Float64Array(length), new Float64Array(length)];
  let count = 0;
  for (let i = 0, j = 0; i < first.x.length && j < second.x.length;) {
    const gap = first.x[i]! - second.x[j]!;
    if (gap === 0) {
      const difference = first.y[i]! - second.y[j]!;
      if (Number.isFinite(difference)) {
        x[count] = first.x[i]!;
        y[count++] = difference;
      }
    }
    if (gap <= 0) i++;
    if (gap >= 0) j++;
  }
  return { x: x.subarray(0, count), y: y.subarray(0, count) };
}
