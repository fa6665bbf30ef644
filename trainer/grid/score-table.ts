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
    const row = { name, mean_test_score, std_test_score, rank_test_score };
    return isComplete(row) ? [row] : [];
  });
}

function isComplete(row: { [Key in keyof ScoreRow]: ScoreRow[Key] | null | undefined }): row is ScoreRow {
  return Object.values(row).every((value) => value !== undefined && value !== null);
}
