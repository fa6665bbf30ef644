import { evenIndices } from '../sampling.ts';

/** Differences to sample: a median of more is hardly better. */
const maxSample = 128;

/**
 * The standard deviation of the noise of a curve, whatever its course: the second differences of independent noise have
 * √6 times its deviation, and those of a smooth curve are small. The median of their sizes is not moved by a few jumps.
 * 0 for fewer than three values.
 */
export function noiseOf(values: Float64Array): number {
  const sample = evenIndices(Math.max(0, values.length - 2), maxSample);
  const sizes = Float64Array.from(sample, (i) => Math.abs(values[i]! - 2 * values[i + 1]! + values[i + 2]!));
  // The median size of a normal variable is 0.6745 of its deviation.
  return medianOf(sizes) / 0.6745 / Math.sqrt(6);
}

/** The median; sorts the values in place. 0 of none. */
export function medianOf(values: Float64Array): number {
  if (values.length === 0) return 0;
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}
