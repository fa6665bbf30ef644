import type { Run } from '../../history/index.ts';
import { columnOfScorer } from '../search/parent.ts';
import type { SearchPlan } from '../search/plan.ts';
import { scorers } from '../search/scorers.ts';
import type { ScorerName } from '../search/scorers.ts';
import { mean } from '../search/scores.ts';
import { compareToBest } from './verdict.ts';
import type { Contender, Verdict } from './verdict.ts';

/**
 * The verdicts on the candidates of a search by one of its scorers: the best against each other one.
 *
 * @param runs of the search, each candidate's run among them; those that were stopped are left out
 * @throws {Error} when fewer than two candidates were cross-validated
 */
export function verdictsOf(plan: SearchPlan, runs: readonly Run[], scorer: ScorerName): Verdict[] {
  const column = `test_${columnOfScorer(scorer, plan.scoring)}`;
  const byId = new Map(runs.map((run) => [run.id, run]));
  const contenders = plan.candidates.flatMap((candidate): Contender[] => {
    const parent = byId.get(candidate.id);
    if (!parent || parent.status === 'stopped' || plan.splits === 0) return [];
    const scores = candidate.jobs.map(({ id }) => byId.get(id)?.summary[column] ?? NaN);
    return [{ name: candidate.name, scores }];
  });
  const splits = plan.candidates[0]!.jobs.flatMap(({ fold }) => fold?.split ?? []);
  const testShare = mean(splits.map(({ train, test }) => test.length / train.length));
  return compareToBest(contenders, { scorer, isShare: scorers[scorer].isShare, testShare });
}
