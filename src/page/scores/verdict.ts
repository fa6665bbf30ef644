import { compareToBest, type Verdict } from '../../../analysis/index.ts';
import { describeVerdict } from '../../shared/verdict-sentence.ts';
import { describeScorer, type ScoredRun } from './scores.ts';

/** The comparison of two configurations over their folds. */
export interface Comparison {
  readonly verdict: Verdict;
  readonly sentence: string;
  /** Whether differences are shown in percentage points. */
  readonly isShare: boolean;
}

/**
 * Compares two configurations paired by fold, with the variance corrected for overlapping training sets.
 *
 * @param folds the number of folds: each tests 1/(k − 1) as many rows as it trains on
 */
export function compare(pair: readonly [ScoredRun, ScoredRun], scorer: string, folds: number): Comparison {
  const { name, isShare } = describeScorer(scorer, pair);
  const contenders = pair.map(({ run, scores }) => ({ name: run.name, scores }));
  const verdict = compareToBest(contenders, { testShare: 1 / (folds - 1) })[0]!;
  return { verdict, sentence: describeVerdict(verdict, { scorer: name, isShare }), isShare };
}
