import type { LayerWeights } from '../model/layers.ts';

/**
 * The distance of the weights of two networks of one shape: ‖a − b‖ / ‖a‖ over all kernels and biases, and over those of
 * each layer. 0 if both are 0; infinite if only `a` is.
 */
export interface WeightDistance {
  readonly total: number;
  /** From the first hidden layer to the output layer. */
  readonly layers: readonly number[];
}

export function weightDistance(a: readonly LayerWeights[], b: readonly LayerWeights[]): WeightDistance {
  const sums = a.map((layer, i) => {
    const other = b[i]!;
    return addSums(squares(layer.kernel, other.kernel), squares(layer.bias, other.bias));
  });
  return { total: ratio(sums.reduce(addSums, { difference: 0, size: 0 })), layers: sums.map(ratio) };
}

interface Squares {
  readonly difference: number;
  readonly size: number;
}

function squares(a: Float32Array, b: Float32Array): Squares {
  let [difference, size] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    difference += (a[i]! - b[i]!) ** 2;
    size += a[i]! ** 2;
  }
  return { difference, size };
}

const addSums = (a: Squares, b: Squares): Squares => ({
  difference: a.difference + b.difference,
  size: a.size + b.size,
});

const ratio = ({ difference, size }: Squares) => (difference === 0 ? 0 : Math.sqrt(difference / size));

/**
 * The distance of the outputs for each row: half the sum of absolute differences. Of two distributions over classes that is
 * the probability on which they disagree, from 0 to 1.
 *
 * @param a rows × width
 */
export function rowDistances(a: Float32Array, b: Float32Array, width: number): Float32Array {
  const distances = new Float32Array(a.length / width);
  for (let i = 0; i < a.length; i++) distances[Math.floor(i / width)]! += Math.abs(a[i]! - b[i]!) / 2;
  return distances;
}

/**
 * The distance of each unit of a layer: the root mean square over rows of the difference of its outputs.
 *
 * @param a rows × width
 */
export function unitDistances(a: Float32Array, b: Float32Array, width: number): Float32Array {
  const sums = new Float64Array(width);
  for (let i = 0; i < a.length; i++) sums[i % width]! += (a[i]! - b[i]!) ** 2;
  const rows = a.length / width;
  return Float32Array.from(sums, (sum) => Math.sqrt(sum / rows));
}

/** Indices of the largest values, largest first; of equal values the earlier first. Values of 0 and NaN are left out. */
export function largest(values: ArrayLike<number>, count: number): number[] {
  return Array.from(values, (_, i) => i)
    .filter((i) => values[i]! > 0)
    .sort((a, b) => values[b]! - values[a]! || a - b)
    .slice(0, count);
}
