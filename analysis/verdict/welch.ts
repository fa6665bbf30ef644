import { mean } from '../../history/index.ts';
import { studentQuantile, twoSidedProbability } from './student-t.ts';

export interface WelchTest {
  /** The mean of the first sample minus that of the second. */
  readonly difference: number;
  readonly standardError: number;
  /** 95 % confidence interval of the difference. */
  readonly interval: readonly [low: number, high: number];
  /** ±Infinity if neither sample varies and their means differ; NaN if all values are equal. */
  readonly t: number;
  /** Degrees of freedom; seldom a whole number. */
  readonly df: number;
  /** Two-sided. 1 if all values are equal. */
  readonly p: number;
}

/**
 * The t-test of two independent samples whose variances can differ, by B. L. Welch, "The generalization of 'Student's'
 * problem when several different population variances are involved", Biometrika 34, 1947:
 * t = (x̄₁ − x̄₂) / √(s₁²/n₁ + s₂²/n₂), with the degrees of freedom
 * (s₁²/n₁ + s₂²/n₂)² / ((s₁²/n₁)²/(n₁ − 1) + (s₂²/n₂)²/(n₂ − 1)).
 *
 * @param first finite numbers, two or more
 * @param second finite numbers, two or more
 * @throws {Error} if a sample has fewer than two values
 */
export function welchTest(first: readonly number[], second: readonly number[]): WelchTest {
  for (const { length } of [first, second]) {
    if (length < 2) throw new Error(`Welch's test needs two or more values a sample, got ${String(length)}`);
  }
  // As shares of the largest value, so that the squares of very small and very large ones neither vanish nor overflow.
  const sizeOf = (sample: readonly number[]) =>
    sample.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
  const largest = Math.max(sizeOf(first), sizeOf(second)) || 1;
  const [a, b] = [momentsOf(first, largest), momentsOf(second, largest)] as const;
  const share = a.mean - b.mean;
  const [errorA, errorB] = [a.variance / first.length, b.variance / second.length];
  const error = Math.sqrt(errorA + errorB);
  const df =
    error === 0
      ? first.length + second.length - 2
      : (errorA + errorB) ** 2 / (errorA ** 2 / (first.length - 1) + errorB ** 2 / (second.length - 1));
  const reach = error === 0 ? 0 : error * studentQuantile(0.025, df);
  const t = share / error;
  return {
    difference: share * largest,
    standardError: error * largest,
    interval: [(share - reach) * largest, (share + reach) * largest],
    t,
    df,
    p: Number.isNaN(t) ? 1 : twoSidedProbability(t, df),
  };
}

/** Mean and sample variance of the values divided by `scale`. */
function momentsOf(values: readonly number[], scale: number): { mean: number; variance: number } {
  const shares = values.map((value) => value / scale);
  // The mean of equal values, which rounding could move.
  const center = shares.every((each) => each === shares[0]) ? shares[0]! : mean(shares);
  const variance = shares.reduce((sum, each) => sum + (each - center) ** 2, 0) / (values.length - 1);
  return { mean: center, variance };
}
