/**
 * Isotonic regression by pooling adjacent violators: the least-squares fit by a sequence that never rises, or that never
 * falls. R. E. Barlow et al., "Statistical inference under order restrictions", 1972. Takes linear time.
 */

/** A fit by a constant on each of several blocks. The arrays are reused: they are valid until the next fit. */
interface Blocks {
  readonly means: Float64Array;
  readonly counts: Int32Array;
  readonly count: number;
  /** The sum of squared errors. */
  readonly cost: number;
}

let means = new Float64Array(1024);
let counts = new Int32Array(1024);

/**
 * Fits a sequence that never rises to the values at `from`, `from + step`, … and stores the squared error of each prefix.
 *
 * @param costs if given, `costs[i]` becomes the sum of squared errors of the fit to the values from `from` to `i`
 */
function poolFalling(
  values: Float64Array,
  from: number,
  length: number,
  step: 1 | -1,
  costs?: Float64Array,
): Blocks {
  if (means.length < length) {
    means = new Float64Array(2 * length);
    counts = new Int32Array(2 * length);
  }
  let top = -1;
  let cost = 0;
  for (let k = 0, i = from; k < length; k++, i += step) {
    let mean = values[i]!;
    let count = 1;
    while (top >= 0 && means[top]! < mean) {
      const other = counts[top]!;
      const gap = means[top]! - mean;
      const total = other + count;
      cost += ((other * count) / total) * gap * gap;
      mean += (other / total) * gap;
      count = total;
      top--;
    }
    top++;
    means[top] = mean;
    counts[top] = count;
    if (costs !== undefined) costs[i] = cost;
  }
  return { means, counts, count: top + 1, cost };
}

/** Writes the values of the fit of `poolFalling`. */
function writeFalling(
  values: Float64Array,
  from: number,
  length: number,
  step: 1 | -1,
  out: Float64Array,
): void {
  const blocks = poolFalling(values, from, length, step);
  let i = from;
  for (let block = 0; block < blocks.count; block++) {
    for (let k = 0; k < blocks.counts[block]!; k++, i += step) out[i] = blocks.means[block]!;
  }
}

/** The fit by a sequence that never rises. */
export function fallingFit(values: Float64Array): Float64Array {
  const fit = new Float64Array(values.length);
  writeFalling(values, 0, values.length, 1, fit);
  return fit;
}

/** The squared error of the fit by a sequence that never rises, from an index to the end. */
export function fallingCost(values: Float64Array, from: number): number {
  return poolFalling(values, from, values.length - from, 1).cost;
}

export interface UnimodalFit {
  /** Falls up to and including `turn`, and rises from there. */
  readonly fit: Float64Array;
  readonly turn: number;
  readonly cost: number;
  /** The cost of the fit that never rises. */
  readonly fallingCost: number;
}

/**
 * The least-squares fit by a sequence that first falls and then rises. Takes linear time, as the fits of all prefixes and
 * of all suffixes do: Q. F. Stout, "Unimodal regression via prefix isotonic regression", Computational Statistics and
 * Data Analysis 53, 2008. Null if no rise fits better than none.
 */
export function unimodalFit(values: Float64Array): UnimodalFit | null {
  const { length } = values;
  if (length < 2) return null;
  const falling = new Float64Array(length);
  const rising = new Float64Array(length);
  poolFalling(values, 0, length, 1, falling);
  poolFalling(values, length - 1, length, -1, rising);
  let turn = length - 1;
  let cost = falling[length - 1]!;
  for (let i = 0; i + 1 < length; i++) {
    const both = falling[i]! + rising[i + 1]!;
    if (both < cost) {
      cost = both;
      turn = i;
    }
  }
  if (turn === length - 1) return null;
  const fit = new Float64Array(length);
  writeFalling(values, 0, turn + 1, 1, fit);
  writeFalling(values, length - 1, length - 1 - turn, -1, fit);
  return { fit, turn, cost, fallingCost: falling[length - 1]! };
}
