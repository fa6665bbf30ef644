import { blockStart, condense, curveOf, recordAt, type Curve, type Goal } from './curve.ts';
import { evidenceOf, maxChance, minRecords } from './evidence.ts';
import { fallingCost, unimodalFit } from './isotonic.ts';
import { noiseOf } from './noise.ts';

/** Validation gets worse from an epoch on, while training goes on improving. */
export interface Overfitting {
  /** The best record of the smoothed validation curve. */
  readonly record: number;
  /** `x` of that record. */
  readonly epoch: number;
  /** The fitted validation value at the turn and at the end. */
  readonly best: number;
  readonly last: number;
  /** How much worse validation is at the end than at the turn; above 0. */
  readonly loss: number;
  /** How much training improves from the turn to the end, above 0; null if training was not recorded. */
  readonly gain: number | null;
  /** The chance that noise alone looks like such a turn; at most 0.05. Approximate. */
  readonly p: number;
}

export interface OverfittingInput {
  /** Epoch, step or time of each record, ascending. */
  readonly x: Float64Array;
  /** NaN where the record has none. Null if training was not recorded at all: the turn of validation is reported alone. */
  readonly train: Float64Array | null;
  readonly valid: Float64Array;
  /** Of the validation metric. */
  readonly direction: Goal;
  /** Of the training metric; by default that of the validation metric. */
  readonly trainDirection?: Goal;
}

/** Records after the turn that show it: fewer can be a jump. */
const minAfter = 3;

/**
 * Where validation turns while training goes on improving; null without evidence of both.
 *
 * A curve that falls and then rises (`unimodalFit`) is compared with one that never rises, on the records from the first
 * that is as good as the last one: those before it are worse than all that follow, and say nothing of a rise. The rise
 * is claimed if noise around a curve that never rises looks like it in at most 5 % of cases (`evidenceOf`). Records that
 * are not finite are passed over. Curves of more than 150 records are tested by the means of neighbours.
 */
export function overfittingOf({
  x,
  train,
  valid,
  direction,
  trainDirection,
}: OverfittingInput): Overfitting | null {
  const curve = curveOf(valid, direction);
  const turn = turnOf(curve.values);
  if (turn === null) return null;
  const record = recordAt(curve, middleOf(turn.index, curve.values.length));
  const gain =
    train === null ? null : gainAfter(curveOf(train.subarray(record), trainDirection ?? direction));
  if (gain !== null && !(gain > 0)) return null;
  const sign = direction === 'min' ? 1 : -1;
  const { best, last, p } = turn;
  return { record, epoch: x[record]!, best: sign * best, last: sign * last, loss: last - best, gain, p };
}

/** The middle value of a block. */
function middleOf(block: number, length: number): number {
  return (blockStart(block, length) + blockStart(block + 1, length) - 1) >> 1;
}

interface Turn {
  readonly index: number;
  readonly best: number;
  readonly last: number;
  readonly p: number;
}

function turnOf(original: Float64Array): Turn | null {
  if (original.length < minRecords) return null;
  const values = condense(withoutOutliers(original));
  const { length } = values;
  const unimodal = unimodalFit(values);
  if (unimodal === null || length - 1 - unimodal.turn < minAfter) return null;
  const { fit, turn } = unimodal;
  const last = fit[length - 1]!;
  let from = 0;
  while (from < turn && fit[from]! > last) from++;
  const count = length - from;
  if (count < minRecords) return null;
  let [cost, product] = [0, 0];
  let before = 0;
  for (let i = from; i < length; i++) {
    const error = values[i]! - fit[i]!;
    cost += error * error;
    product += error * before;
    before = error;
  }
  const correlation = cost > 0 ? product / cost : 0;
  const floor = (count * resolutionOf(condense(original), from) ** 2) / 12;
  const p = evidenceOf(fallingCost(values, from), cost + floor, count, correlation);
  if (p > maxChance) return null;
  return { index: bestOf(values), best: Math.min(fit[turn]!, fit[turn + 1]!), last, p };
}

/** Values farther from the median of their neighbourhood than this many deviations of the noise are moved closer. */
const maxDeviations = 2;

/**
 * Moves values far from a neighbour to the rim of the noise about the median of five: a late outlier would look like a rise. The last
 * value has no neighbours that could show that it came back, and becomes the median of the last three.
 */
function withoutOutliers(values: Float64Array): Float64Array {
  const { length } = values;
  const reach = maxDeviations * noiseOf(values);
  const out = values.slice();
  for (let i = 1; i < length - 1; i++) {
    const value = values[i]!;
    if (Math.abs(value - values[i - 1]!) <= reach && Math.abs(value - values[i + 1]!) <= reach) continue;
    const half = i === 1 || i === length - 2 ? 1 : 2;
    const median = medianAround(values, i, half);
    out[i] = Math.max(median - reach, Math.min(value, median + reach));
  }
  out[length - 1] = medianAround(values, length - 2, 1);
  return out;
}

const sorted = new Float64Array(5);

/** The median of the values from `half` before an index to `half` after it. */
function medianAround(values: Float64Array, index: number, half: 1 | 2): number {
  for (let k = 0; k <= 2 * half; k++) {
    const value = values[index - half + k]!;
    let at = k;
    for (; at > 0 && sorted[at - 1]! > value; at--) sorted[at] = sorted[at - 1]!;
    sorted[at] = value;
  }
  return sorted[half]!;
}

/**
 * The step of values that lie on a grid, such as accuracies on few rows: their smallest difference if some neighbours are
 * equal, else 0. Rounding to a grid has a variance of step² / 12.
 */
function resolutionOf(values: Float64Array, from: number): number {
  let step = Infinity;
  let hasEqual = false;
  for (let i = from + 1; i < values.length; i++) {
    const gap = Math.abs(values[i]! - values[i - 1]!);
    if (gap === 0) hasEqual = true;
    else if (gap < step) step = gap;
  }
  return hasEqual && step < Infinity ? step : 0;
}

/** The index of the best mean over a window of a tenth of the records: closer to the true turn than the best record. */
function bestOf(values: Float64Array): number {
  const { length } = values;
  const reach = Math.round(length / 20);
  let [sum, count] = [0, 0];
  for (let i = 0; i < Math.min(reach, length); i++, count++) sum += values[i]!;
  let [found, best] = [0, Infinity];
  for (let i = 0; i < length; i++) {
    if (i + reach < length) {
      sum += values[i + reach]!;
      count++;
    }
    if (i - reach - 1 >= 0) {
      sum -= values[i - reach - 1]!;
      count--;
    }
    if (sum / count < best) [found, best] = [i, sum / count];
  }
  return found;
}

/** How much a curve improves over its halves, beyond two standard errors of its noise; else 0. */
function gainAfter({ values }: Curve): number {
  const half = values.length >> 1;
  if (half < 1) return 0;
  const gain = meanOf(values.subarray(0, half)) - meanOf(values.subarray(values.length - half));
  return gain > 2 * noiseOf(values) * Math.sqrt(2 / half) ? gain : 0;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
