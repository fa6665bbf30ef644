import { mean, type Run } from '../../history/index.ts';
import { columnOfScorer } from './parent.ts';
import type { SearchPlan } from './plan.ts';
import type { ScorerName } from './scorers.ts';

/** The scores of a search's candidates on their common folds. */
export interface FoldScores {
  /** One score per fold; NaN if the fit failed. */
  readonly candidates: readonly { readonly name: string; readonly scores: readonly number[] }[];
  /** Ratio of test rows to training rows, averaged over the folds. */
  readonly testShare: number;
}

/**
 * The scores of each candidate of a search for one of its scorers, in the order of the plan.
 *
 * @param runs of the search, including each candidate's run; stopped candidates are omitted
 */
export function foldScores(plan: SearchPlan, runs: readonly Run[], scorer: ScorerName): FoldScores {
  const column = `test_${columnOfScorer(scorer, plan.scoring)}`;
  const byId = new Map(runs.map((run) => [run.id, run]));
  const candidates = plan.candidates.flatMap((candidate) => {
    const parent = byId.get(candidate.id);
    if (!parent || parent.status === 'stopped' || plan.splits === 0) return [];
    const scores = candidate.jobs.map(({ id }) => byId.get(id)?.summary[column] ?? NaN);
    return [{ name: candidate.name, scores }];
  });
  const splits = plan.candidates[0]?.jobs.flatMap(({ fold }) => fold?.split ?? []) ?? [];
  return { candidates, testShare: mean(splits.map(({ train, test }) => test.length / train.length)) };
}
