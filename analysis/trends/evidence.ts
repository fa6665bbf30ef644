/** Records that a test needs: fewer have their order by chance too often. */
export const minRecords = 8;

/**
 * How surprising it is that a curve with one more change of direction fits that much better, if there is no such change:
 * an approximate p-value.
 *
 * The statistic is that of a likelihood ratio, x = ln(1 + m (S₀ − S₁) / S₁). No closed form of its distribution is known
 * where noise is autocorrelated and its strength unknown, so the 5 % quantile was found by simulating first-order
 * autoregressive noise (φ from 0 to 0.8) around flat, falling and levelling curves of 10 to 300 records
 * (`test/analysis/trends/overfitting.test.ts` repeats that). The quantile grows with the long-run variance of the noise,
 * ln((1 + φ) / (1 − φ)), and for short curves, where the fit follows the noise and hides φ. Beyond it, p falls about
 * exponentially, and the faster the more records there are.
 *
 * @param worse S₀, the sum of squared errors without the change
 * @param better S₁, that with it; from 0 to S₀
 * @param count m, the number of records
 * @param correlation of the errors of neighbouring records in the better fit, from −1 to 1
 * @returns from 0 to 1; 1 if there are fewer than `minRecords`
 */
export function evidenceOf(worse: number, better: number, count: number, correlation: number): number {
  if (count < minRecords || !(worse > better)) return 1;
  // A perfect fit counts as one with errors of a millionth of the change.
  const x = Math.log1p((count * (worse - better)) / Math.max(better, 1e-12 * worse));
  const phi = Math.min(0.87, Math.max(0, correlation + 30 / count));
  const quantile = 3.3 + Math.log((1 + phi) / (1 - phi)) + 180 / count ** 2;
  return Math.min(1, 0.05 * Math.exp((-Math.sqrt(count) * (x - quantile)) / 3));
}

/** What a test below 5 % is called everywhere here. */
export const maxChance = 0.05;
