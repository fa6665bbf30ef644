/** Differences to sample: a median of more is hardly better. */
const maxSample = 128;
const sample = new Float64Array(maxSample);

/**
 * The standard deviation of the noise of a curve, whatever its course: the second differences of independent noise have
 * √6 times its deviation, and those of a smooth curve are small. The median of their sizes is not moved by a few jumps.
 * 0 for fewer than three values.
 */
export function noiseOf(values: Float64Array): number {
  const length = Math.max(0, values.length - 2);
  const count = Math.min(length, maxSample);
  for (let k = 0; k < count; k++) {
    const i = Math.floor((k * length) / count);
    sample[k] = Math.abs(values[i]! - 2 * values[i + 1]! + values[i + 2]!);
  }
  return deviationOf(medianOfSample(count)) / Math.sqrt(6);
}

/** The standard deviation of the changes from record to record about their median, from the median of their sizes. */
export function changeDeviation(values: Float64Array): number {
  const length = Math.max(0, values.length - 1);
  const count = Math.min(length, maxSample);
  for (let k = 0; k < count; k++) {
    const i = Math.floor((k * length) / count);
    sample[k] = values[i + 1]! - values[i]!;
  }
  const median = medianOfSample(count);
  for (let k = 0; k < count; k++) sample[k] = Math.abs(sample[k]! - median);
  return deviationOf(medianOfSample(count));
}

/** The median size of a normal variable is 0.6745 of its deviation. */
function deviationOf(medianSize: number): number {
  return medianSize / 0.6745;
}

/** Sorts the sample; 0 of none. */
function medianOfSample(count: number): number {
  if (count === 0) return 0;
  sample.subarray(0, count).sort();
  const middle = count >> 1;
  return count % 2 === 1 ? sample[middle]! : (sample[middle - 1]! + sample[middle]!) / 2;
}
