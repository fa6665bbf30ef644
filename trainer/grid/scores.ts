/** Mean; NaN of no numbers, and where a number is NaN. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation of a whole population (divided by n, not n − 1), as scikit-learn's `std_…` columns have it. */
export function populationDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

/**
 * Ranks from 1 for the highest mean score, as scikit-learn's `rank_test_score`: equal scores share the lowest of their
 * ranks and the next rank is skipped (scipy's `rankdata(method='min')`); NaN ranks after every number, and equal to
 * other NaN. When all are NaN, all rank 1.
 */
export function rankScores(scores: readonly number[]): number[] {
  const isHigher = (a: number, b: number) => a > b || (Number.isNaN(b) && !Number.isNaN(a));
  return scores.map((score) => 1 + scores.filter((other) => isHigher(other, score)).length);
}
