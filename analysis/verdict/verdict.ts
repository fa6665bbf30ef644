import { indexOfBest, mean } from '../../history/index.ts';
import { correctedTTest, holmAdjust } from './corrected-t-test.ts';
import type { PairedTest } from './corrected-t-test.ts';

/** A configuration with its score on each fold; NaN where the fit failed. Larger is better. */
export interface Contender {
  readonly name: string;
  readonly scores: readonly number[];
}

export interface VerdictOptions {
  /** Ratio of test rows to training rows in each fold. */
  readonly testShare: number;
  /** Significance level for adjusted p-values; 0.05 by default. */
  readonly level?: number;
}

/** Comparison of two configurations by their folds. */
export interface Verdict {
  readonly better: string;
  readonly other: string;
  /** `tie` where chance explains the difference; `unknown` where fewer than two folds have both scores. */
  readonly outcome: 'better' | 'tie' | 'unknown';
  /** The scores of `better` minus those of `other`, fold by fold; NaN if a score is missing. */
  readonly differences: readonly number[];
  /** Of the differences that are numbers; null where the outcome is unknown. */
  readonly test: PairedTest | null;
  /** The test's probability, adjusted for the number of comparisons (Holm); NaN where unknown. */
  readonly adjusted: number;
}

/**
 * The best configuration against each other one, in the order given, paired by fold: see `correctedTTest`. The best has
 * the highest mean over all folds; among equals the first. With k configurations there are k − 1 comparisons, for which
 * the probabilities are adjusted.
 *
 * @throws {Error} when there are fewer than two configurations, or their folds differ in number
 */
export function compareToBest(
  contenders: readonly Contender[],
  { testShare, level = 0.05 }: VerdictOptions,
): Verdict[] {
  if (contenders.length < 2) {
    throw new Error(`a verdict needs two configurations, got ${String(contenders.length)}`);
  }
  const folds = contenders[0]!.scores.length;
  const odd = contenders.find(({ scores }) => scores.length !== folds);
  if (odd) {
    throw new Error(`${odd.name}: expected ${String(folds)} folds, got ${String(odd.scores.length)}`);
  }
  const means = contenders.map(({ scores }) => mean(scores));
  const best = contenders[Math.max(0, indexOfBest(means, 'max'))]!;
  const pairs = contenders
    .filter((each) => each !== best)
    .map((other) => {
      const differences = best.scores.map((score, fold) => score - other.scores[fold]!);
      return { other: other.name, differences, test: test(differences, testShare) };
    });
  const adjusted = holmAdjust(pairs.map((pair) => pair.test?.p ?? NaN));
  return pairs.map((pair, i): Verdict => {
    const outcome = pair.test === null ? 'unknown' : adjusted[i]! < level ? 'better' : 'tie';
    return { better: best.name, outcome, adjusted: adjusted[i]!, ...pair };
  });
}

function test(differences: readonly number[], testShare: number): PairedTest | null {
  const known = differences.filter((difference) => !Number.isNaN(difference));
  return known.length < 2 ? null : correctedTTest(known, testShare);
}

/** How large a paired effect is, by J. Cohen's convention: small from 0.2, medium from 0.5, large from 0.8. */
export function effectSize(effect: number): 'negligible' | 'small' | 'medium' | 'large' {
  const size = Math.abs(effect);
  if (size < 0.2) return 'negligible';
  if (size < 0.5) return 'small';
  return size < 0.8 ? 'medium' : 'large';
}
