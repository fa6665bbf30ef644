/** Returns the mean; NaN for an empty list or if any value is NaN. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** Number of NumPy's interleaved partial sums. */
const PARTIAL_SUMS = 8;

/**
 * Adds in NumPy's order, from left to right or, for at least eight values, in eight interleaved partial sums, so that the
 * same scores tie as in scikit-learn.
 */
function sum(values: readonly number[]): number {
  const add = (a: number, b: number) => a + b;
  const whole = values.length - (values.length % PARTIAL_SUMS);
  if (whole === 0) return values.reduce(add, 0);
  const partial = values.slice(0, PARTIAL_SUMS);
  for (let i = PARTIAL_SUMS; i < whole; i++) partial[i % PARTIAL_SUMS]! += values[i]!;
  const [a, b, c, d, e, f, g, h] = partial as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return values.slice(whole).reduce(add, a + b + (c + d) + (e + f + (g + h)));
}

/** Population standard deviation (divided by n, not n − 1), as in scikit-learn's `std_…` columns. */
export function populationStdDev(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

/**
 * Ranks scores as scikit-learn's `rank_test_score`: 1 for the highest, ties share the lowest of their ranks (scipy's
 * `rankdata(method='min')`), NaN ranks as the lowest score minus 1. If all are NaN, all rank 1.
 */
export function rankScores(scores: readonly number[]): number[] {
  const known = scores.filter((score) => !Number.isNaN(score));
  if (known.length === 0) return scores.map(() => 1);
  const least = known.reduce((worst, score) => Math.min(worst, score)) - 1;
  const sortable = scores.map((score) => (Number.isNaN(score) ? least : score));
  return sortable.map((score) => 1 + sortable.filter((other) => other > score).length);
}
