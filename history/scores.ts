/** Mean; NaN of no numbers, and where a number is NaN. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** How many partial sums NumPy keeps side by side. */
const LANES = 8;

/**
 * Adds in the order in which NumPy adds a row: from left to right, or in eight interleaved partial sums where it is long
 * enough. So two rows of scores tie here exactly where they tie there.
 */
function sum(values: readonly number[]): number {
  const add = (a: number, b: number) => a + b;
  const whole = values.length - (values.length % LANES);
  if (whole === 0) return values.reduce(add, 0);
  const lanes = values.slice(0, LANES);
  for (let i = LANES; i < whole; i++) lanes[i % LANES]! += values[i]!;
  const [a, b, c, d, e, f, g, h] = lanes as [number, number, number, number, number, number, number, number];
  return values.slice(whole).reduce(add, a + b + (c + d) + (e + f + (g + h)));
}

/** Standard deviation of a whole population (divided by n, not n − 1), as scikit-learn's `std_…` columns have it. */
export function populationStdDev(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

/**
 * Ranks from 1 for the highest mean score, as scikit-learn's `rank_test_score`: equal scores share the lowest of their
 * ranks and the next rank is skipped (scipy's `rankdata(method='min')`); NaN ranks as a score of the worst less 1 would.
 * When all are NaN, all rank 1.
 */
export function rankScores(scores: readonly number[]): number[] {
  const known = scores.filter((score) => !Number.isNaN(score));
  if (known.length === 0) return scores.map(() => 1);
  const least = known.reduce((worst, score) => Math.min(worst, score)) - 1;
  const sortable = scores.map((score) => (Number.isNaN(score) ? least : score));
  return sortable.map((score) => 1 + sortable.filter((other) => other > score).length);
}
