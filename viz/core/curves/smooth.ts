import type { Series } from '../../../history/index.ts';

/**
 * Smooths each curve by an exponential moving average without the bias towards zero of its first values, as TensorBoard
 * does (`resmoothDataset` in `vz_line_chart2/line-chart.ts`): s ← w·s + (1 − w)·y, shown as s / (1 − wⁿ) after n values.
 * Values that are not finite stay as they are and do not count; constant curves are exact.
 * @param weight w, from 0 (no smoothing) up to below 1
 */
export function smooth({ starts, y }: Series, weight: number): Float64Array {
  if (weight === 0) return y;
  const smoothed = new Float64Array(y.length);
  for (let curve = 0; curve + 1 < starts.length; curve++) {
    const [start, end] = [starts[curve]!, starts[curve + 1]!];
    let average = 0;
    let bias = 1;
    let isConstant = true;
    for (let i = start; i < end; i++) {
      const value = y[i]!;
      isConstant &&= value === y[start];
      if (isConstant || !Number.isFinite(value)) smoothed[i] = value;
      if (!Number.isFinite(value)) continue;
      average = weight * average + (1 - weight) * value;
      bias *= weight;
      if (!isConstant) smoothed[i] = average / (1 - bias);
    }
  }
  return smoothed;
}
