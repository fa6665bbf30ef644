import type { Run } from '../../history/index.ts';

/** One configuration of a grid search, in scikit-learn's columns. */
export interface ScoreRow {
  readonly name: string;
  readonly mean_test_score: number;
  readonly std_test_score: number;
  readonly rank_test_score: number;
}

/** The ranked configurations among the runs, in the order in which they were searched. */
export function scoreTable(runs: readonly Run[]): ScoreRow[] {
  return runs.flatMap(({ name, summary }) => {
    const { mean_test_score, std_test_score, rank_test_score } = summary;
    if (typeof mean_test_score !== 'number' || typeof std_test_score !== 'number') return [];
    if (typeof rank_test_score !== 'number') return [];
    return [{ name, mean_test_score, std_test_score, rank_test_score }];
  });
}
