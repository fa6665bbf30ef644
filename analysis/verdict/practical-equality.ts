import { indexOfBest } from '../../history/index.ts';
import type { PairedTest } from './corrected-t-test.ts';
import { upperProbability } from './student-t.ts';

/** Posterior probabilities of a difference; they sum to 1. */
export interface DifferenceProbabilities {
  /** The difference exceeds the margin. */
  readonly better: number;
  /** The difference lies within ± the margin. */
  readonly equal: number;
  /** The difference is below − the margin. */
  readonly worse: number;
}

/**
 * The Bayesian correlated t-test with a region of practical equivalence (A. Benavoli, G. Corani, J. Demšar and M. Zaffalon,
 * "Time for a change: a tutorial for comparing multiple classifiers through Bayesian analysis", JMLR 18, 2017, section 4.1).
 * With their prior, the posterior of the mean difference is Student's t with J − 1 degrees of freedom, located at the mean
 * of the differences and scaled by the corrected standard error. The correlation ρ = n₂/(n₁ + n₂) of their model gives
 * ρ/(1 − ρ) = n₂/n₁, the correction of Nadeau and Bengio. The probabilities are those of a single comparison.
 *
 * @param margin half the width of the region of practical equivalence, 0 or more
 */
export function differenceProbabilities(
  { difference, standardError, df }: Pick<PairedTest, 'difference' | 'standardError' | 'df'>,
  margin: number,
): DifferenceProbabilities {
  if (standardError === 0) {
    const [better, worse] = [Number(difference > margin), Number(difference < -margin)];
    return { better, worse, equal: 1 - better - worse };
  }
  const better = upperProbability((margin - difference) / standardError, df);
  const worse = upperProbability((margin + difference) / standardError, df);
  return { better, worse, equal: Math.max(0, 1 - better - worse) };
}

/** One percentage point of a rate, or 1 % of a score. */
const DEFAULT_SHARE = 0.01;

/**
 * The default margin of practical equality: 0.01 for rates and R², which have a common scale, else 1 % of the size of the
 * best mean, rounded to two digits. 0 if there is no finite mean.
 *
 * @param hasCommonScale whether the scores are rates or R²
 * @param means of the configurations
 */
export function defaultMargin(hasCommonScale: boolean, means: readonly number[]): number {
  if (hasCommonScale) return DEFAULT_SHARE;
  const best = Math.abs(means[indexOfBest(means, 'max')] ?? 0);
  return Number((DEFAULT_SHARE * best).toPrecision(2));
}
