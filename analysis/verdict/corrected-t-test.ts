import { mean } from '../../history/index.ts';
import { studentQuantile, twoSidedProbability } from './student-t.ts';

export interface PairedTest {
  /** Mean of the differences. */
  readonly difference: number;
  /** 95 % confidence interval of the mean difference; as wide as it is for this test alone. */
  readonly interval: readonly [low: number, high: number];
  /** ±Infinity where every difference is the same and not 0; NaN where all are 0. */
  readonly t: number;
  readonly df: number;
  /** Two-sided. 1 where all differences are 0. */
  readonly p: number;
  /** Cohen's d of paired differences: their mean over their sample standard deviation. 0 where all are 0. */
  readonly effect: number;
  /** How many pairs it rests on. */
  readonly pairs: number;
}

/**
 * The t-test of paired scores from J overlapping training sets, with the variance corrected by C. Nadeau and Y. Bengio,
 * "Inference for the generalization error", Machine Learning 52, 2003, section 3:
 * t = d̄ / √((1/J + n₂/n₁) s²) with J − 1 degrees of freedom, where d̄ and s² are mean and sample variance of the
 * differences, n₁ rows train and n₂ test. Without n₂/n₁, the plain paired test, folds that share most of their training
 * rows seem to agree more than they would on new data.
 *
 * @param differences of the scores of two configurations on each fold, two or more
 * @param testShare n₂/n₁: 1/(k − 1) for k folds
 */
export function correctedTTest(differences: readonly number[], testShare: number): PairedTest {
  const pairs = differences.length;
  if (pairs < 2) throw new Error(`a paired test needs two or more folds, got ${String(pairs)}`);
  // Taken as shares of the largest: the squares of very small ones would be 0.
  const largest = Math.max(...differences.map(Math.abs)) || 1;
  const shares = differences.map((each) => each / largest);
  const share = mean(shares);
  const variance = shares.reduce((sum, each) => sum + (each - share) ** 2, 0) / (pairs - 1);
  const error = Math.sqrt((1 / pairs + testShare) * variance);
  const df = pairs - 1;
  const reach = error * studentQuantile(0.025, df);
  const isAllZero = differences.every((each) => each === 0);
  const t = share / error;
  return {
    difference: share * largest,
    interval: [(share - reach) * largest, (share + reach) * largest],
    t,
    df,
    p: isAllZero ? 1 : twoSidedProbability(t, df),
    effect: isAllZero ? 0 : share / Math.sqrt(variance),
    pairs,
  };
}

/**
 * Probabilities of several tests, raised so that taking any of them for real errs in no more than the stated share of
 * cases (S. Holm, "A simple sequentially rejective multiple test procedure", 1979): the i-th smallest of m times
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
