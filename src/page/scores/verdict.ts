import { compareToBest, type Verdict } from '../../../trainer/index.ts';
import { describeScorer, type ScoredRun } from './scores.ts';

/** What the folds say of two configurations, and what a picture of it shows. */
export interface Comparison {
  readonly verdict: Verdict;
  /** Of each fold: the score of the better one less that of the other; NaN where one has none. */
  readonly differences: readonly number[];
  /** Whether differences are told in percentage points. */
  readonly isShare: boolean;
}

/**
 * Two configurations paired by fold, with the variance corrected for training sets that overlap.
 *
 * @param folds that the rows were dealt to: each tests 1/(k − 1) as many rows as it trains on
 */
export function compare(pair: readonly [ScoredRun, ScoredRun], scorer: string, folds: number): Comparison {
  const { name, isShare } = describeScorer(scorer, pair);
  const contenders = pair.map(({ run, scores }) => ({ name: run.name, scores }));
  const testShare = 1 / (folds - 1);
  const [verdict] = compareToBest(contenders, { scorer: name, isShare, testShare });
  // By their means, as the verdict has it: two searches may have given the same name.
  const [a, b] = pair;
  const isSecond = b.mean > a.mean || (Number.isNaN(a.mean) && !Number.isNaN(b.mean));
  const [better, other] = isSecond ? [b, a] : [a, b];
  const differences = better.scores.map((score, fold) => score - other.scores[fold]!);
  return { verdict: verdict!, differences, isShare };
}

/** How large an effect is, as J. Cohen has it: small from 0.2, medium from 0.5, large from 0.8. */
export function effectWord(effect: number): string {
  const size = Math.abs(effect);
  if (size < 0.2) return 'negligible';
  if (size < 0.5) return 'small';
  return size < 0.8 ? 'medium' : 'large';
}
