import type { Run } from '../../history/index.ts';

/** One configuration of a grid search, in scikit-learn's columns. */
export interface ScoreRow {
  readonly name: string;
  readonly mean_test_score: number;
  readonly std_test_score: number;
  readonly rank_test_score: number;
}

/**
 * The ranked configurations among the runs, in the order of the search.
 *
 * @param column `score` if there is a single scorer, else its name
 */
export function scoreTable(runs: readonly Run[], column = 'score'): ScoreRow[] {
  return runs.flatMap(({ name, summary }) => {
    const row = {
      name,
      mean_test_score: summary[`mean_test_${column}`],
      std_test_score: summary[`std_test_${column}`],
      rank_test_score: summary[`rank_test_${column}`],
    };
    return isComplete(row) ? [row] : [];
  });
}

function isComplete(row: { [Key in keyof ScoreRow]: ScoreRow[Key] | null | undefined }): row is ScoreRow {
  return Object.values(row).every((value) => value !== undefined && value !== null);
}
