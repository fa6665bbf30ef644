import { mean } from '../../history/index.ts';
import { studentQuantile, twoSidedProbability } from './student-t.ts';

export interface PairedTest {
  /** Mean of the differences. */
  readonly difference: number;
  /** Standard error of the mean difference, corrected for the overlap of the training sets. */
  readonly standardError: number;
  /** 95 % confidence interval of the mean difference, for this test alone. */
  readonly interval: readonly [low: number, high: number];
  /** ±Infinity if all differences are equal and not 0; NaN if all are 0. */
  readonly t: number;
  readonly df: number;
  /** Two-sided. 1 if all differences are 0. */
  readonly p: number;
  /** The mean of the differences over their sample standard deviation. 0 if all are 0. */
  readonly effect: number;
  /** Number of differences. */
  readonly pairs: number;
}

/**
 * The t-test of paired scores from J overlapping training sets, with the variance corrected by C. Nadeau and Y. Bengio,
 * "Inference for the generalization error", Machine Learning 52, 2003, section 3:
 * t = d̄ / √((1/J + n₂/n₁) s²) with J − 1 degrees of freedom, where d̄ and s² are mean and sample variance of the
 * differences, n₁ rows train and n₂ test. Without n₂/n₁ it is the plain paired test,
 * which takes folds that share most of their training rows to be independent.
 *
 * @param differences of the scores of two configurations on each fold, two or more
 * @param testShare n₂/n₁: 1/(k − 1) for k folds
 */
export function correctedTTest(differences: readonly number[], testShare: number): PairedTest {
  const pairs = differences.length;
  if (pairs < 2) throw new Error(`a paired test needs two or more folds, got ${String(pairs)}`);
  // As shares of the largest, because the squares of very small differences would be 0.
  const largest = Math.max(...differences.map(Math.abs)) || 1;
  const shares = differences.map((each) => each / largest);
  // The mean of equal values, which rounding could change.
  const share = shares.every((each) => each === shares[0]) ? shares[0]! : mean(shares);
  const variance = shares.reduce((sum, each) => sum + (each - share) ** 2, 0) / (pairs - 1);
  const error = Math.sqrt((1 / pairs + testShare) * variance);
  const df = pairs - 1;
  const reach = error * studentQuantile(0.025, df);
  const isAllZero = differences.every((each) => each === 0);
  const t = share / error;
  return {
    difference: share * largest,
    standardError: error * largest,
    interval: [(share - reach) * largest, (share + reach) * largest],
    t,
    df,
    p: isAllZero ? 1 : twoSidedProbability(t, df),
    effect: isAllZero ? 0 : share / Math.sqrt(variance),
    pairs,
  };
}

/**
 * The p-values of several tests, adjusted to control the probability of any false rejection (S. Holm, "A simple sequentially rejective multiple test procedure", 1979): the i-th smallest of m times
 * m − i + 1, monotonic, at most 1. NaN values are kept, and not counted in m.
 */
export function holmAdjust(probabilities: readonly number[]): number[] {
  const order = [...probabilities.keys()]
    .filter((i) => !Number.isNaN(probabilities[i]!))
    .sort((a, b) => probabilities[a]! - probabilities[b]!);
  const adjusted = probabilities.map(() => NaN);
  let min = 0;
  for (const [place, i] of order.entries()) {
    min = Math.max(min, Math.min(1, probabilities[i]! * (order.length - place)));
    adjusted[i] = min;
  }
  return adjusted;
}
