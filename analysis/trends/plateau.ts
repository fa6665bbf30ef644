import { blockStart, condense, curveOf, extentOf, recordAt, type Goal } from './curve.ts';
import { evidenceOf, maxChance, minRecords } from './evidence.ts';
import { fallingFit } from './isotonic.ts';

/** From a record on, a curve improves no more beyond its noise. */
export interface Plateau {
  readonly record: number;
  /** `x` of that record. */
  readonly epoch: number;
  /** The mean of the values from there on. */
  readonly level: number;
  /** Records from there to the end; at least 8. */
  readonly count: number;
  /** The chance that noise alone improves as much as these records do; above 0.05. Approximate. */
  readonly p: number;
}

/** The share of a curve's extent below which an improvement counts as none. */
const minShare = 0.002;
/** A plateau must be flatter than what precedes it by this factor. */
const minContrast = 3;

/**
 * The longest end of a curve, of at least 8 records, that improves no more than noise does: a sequence that never gets
 * worse fits it no better than a constant (`evidenceOf`). A short end of a curve that improves slowly looks like that too,
 * so the stretch before, of at most the same length, must fall three times as steeply as the plateau may. A curve that
 * never improves is a plateau from its first record. Null if there is none. Records that are not finite are passed over. Curves
 * of more than 150 records are tested by the means of neighbours.
 */
export function plateauOf(x: Float64Array, values: Float64Array, direction: Goal): Plateau | null {
  const curve = curveOf(values, direction);
  const { length } = curve.values;
  if (length < minRecords) return null;
  const found = startOf(condense(curve.values));
  if (found === null) return null;
  const { p } = found;
  const start = blockStart(found.start, length);
  const record = recordAt(curve, start);
  let sum = 0;
  for (let i = start; i < length; i++) sum += curve.values[i]!;
  const level = ((direction === 'min' ? 1 : -1) * sum) / (length - start);
  return { record, epoch: x[record]!, level, count: length - start, p };
}

function startOf(values: Float64Array): { start: number; p: number } | null {
  const { length } = values;
  const fit = fallingFit(values);
  const [min, max] = extentOf(values);
  const floor = (minShare * (max - min)) ** 2;
  let found: { start: number; p: number } | null = null;
  // Sums over the records from i to the end: values and squares relative to the last level, for precision.
  const origin = fit[length - 1]!;
  let [sum, squares, cost, product, after] = [0, 0, 0, 0, 0];
  for (let i = length - 1; i >= 0; i--) {
    const value = values[i]! - origin;
    const error = values[i]! - fit[i]!;
    sum += value;
    squares += value * value;
    cost += error * error;
    product += error * after;
    after = error;
    const isStart = i === 0 || fit[i - 1]! > fit[i]!;
    const count = length - i;
    if (!isStart || count < minRecords) continue;
    const constant = Math.max(cost, squares - (sum * sum) / count);
    const noise = floor * count;
    const p = evidenceOf(constant + noise, cost + noise, count, cost > 0 ? product / cost : 0);
    if (p <= maxChance) break;
    found = { start: i, p };
  }
  return found !== null && isFlatter(values, found.start) ? found : null;
}

/** Whether the slope from `start` on, taken as steep as its noise allows, is far from that before, taken as flat. */
function isFlatter(values: Float64Array, start: number): boolean {
  if (start === 0) return true;
  const tail = slopeOf(values, start, values.length);
  const before = slopeOf(values, Math.max(0, 2 * start - values.length), start + 1);
  const error = (spread: number) => 2 * tail.deviation * Math.sqrt(1 / spread);
  const steepest = Math.max(0, -tail.slope) + error(tail.spread);
  return -before.slope - error(before.spread) > minContrast * steepest;
}

interface Slope {
  /** Least squares, per record. */
  readonly slope: number;
  /** Standard deviation of what the slope leaves. */
  readonly deviation: number;
  /** Sum of squares of the indices about their mean. */
  readonly spread: number;
}

function slopeOf(values: Float64Array, from: number, to: number): Slope {
  const count = to - from;
  let [sum, product, squares] = [0, 0, 0];
  for (let i = from; i < to; i++) sum += values[i]!;
  for (let i = from; i < to; i++) {
    const value = values[i]! - sum / count;
    product += (i - (from + to - 1) / 2) * value;
    squares += value * value;
  }
  const spread = (count ** 3 - count) / 12;
  const slope = product / spread;
  const deviation = Math.sqrt(Math.max(0, squares - slope * product) / Math.max(1, count - 2));
  return { slope, deviation, spread };
}
