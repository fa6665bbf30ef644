import { curveOf, extentOf, recordAt, type Goal } from './curve.ts';
import { changeDeviation } from './noise.ts';

/** A sudden change for the worse that comes back. */
export interface Spike {
  readonly record: number;
  /** `x` of that record. */
  readonly epoch: number;
  /** How much worse than the record before; above 0. */
  readonly size: number;
  /** The size in standard deviations of the usual changes from record to record. */
  readonly deviations: number;
}

/** Records within which a spike comes back. */
const maxWidth = 5;
/** The share of a spike's size that comes back. */
const minReturn = 0.75;
/** Smaller jumps than this share of the curve's other extent are not worth a mention. */
const minShare = 0.05;
const minRecords = 8;

/**
 * Jumps from one record to the next that are far larger than the usual changes of the curve, and of which at least three
 * quarters come back within five records. Changes are measured in deviations of their median size; the bound is high for
 * short curves, which know their own noise badly. Empty for curves of fewer than 8 finite records.
 */
export function spikesOf(x: Float64Array, values: Float64Array, direction: Goal): Spike[] {
  const curve = curveOf(values, direction);
  const own = curve.values;
  const { length } = own;
  if (length < minRecords) return [];
  const deviation = changeDeviation(own);
  const bound = 5.5 + 30 / length;
  const spikes: Spike[] = [];
  for (let i = 1; i < length - 1; i++) {
    const size = own[i]! - own[i - 1]!;
    if (!(size > bound * deviation)) continue;
    const end = returnAfter(own, i, own[i]! - minReturn * size);
    if (end < 0 || size < minShare * extentWithout(own, i, end)) continue;
    const record = recordAt(curve, i);
    spikes.push({ record, epoch: x[record]!, size, deviations: size / deviation });
    i = end;
  }
  return spikes;
}

/** The first record after the jump at or below a level; −1 if it does not come soon. */
function returnAfter(values: Float64Array, jump: number, level: number): number {
  for (let i = jump + 1; i < Math.min(values.length, jump + 1 + maxWidth); i++)
    if (values[i]! <= level) return i;
  return -1;
}

function extentWithout(values: Float64Array, from: number, to: number): number {
  const [minA, maxA] = extentOf(values.subarray(0, from));
  const [minB, maxB] = extentOf(values.subarray(to));
  return Math.max(maxA, maxB) - Math.min(minA, minB);
}
