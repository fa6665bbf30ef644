import type { Dataset } from './dataset.ts';

/** How missing cells of a number column are filled in. Text columns always have their most frequent text. */
export const fillMethods = ['mean', 'median', 'most_frequent'] as const;
export type FillMethod = (typeof fillMethods)[number];

/** How missing features, which are NaN, are filled in. */
export interface Filling {
  readonly method: FillMethod;
  /** The features that encode one text column each: one is 1, the others 0. */
  readonly texts: readonly { readonly start: number; readonly end: number }[];
}

/**
 * The value that replaces a missing one in each column, measured on the given rows only, as scikit-learn's `SimpleImputer`
 * does when it is fitted on training rows. Of equally frequent values the smallest counts. A column without values in these
 * rows has the mean of the scaling, so that it is 0 when scaled. Null if the data set has nothing to fill in.
 *
 * @param mean the mean of the scaling, for all columns or for each
 */
export function measureFill(
  dataset: Dataset,
  rows: Uint32Array,
  mean: ArrayLike<number>,
): Float64Array | null {
  const { filling, dimensions } = dataset;
  if (!filling) return null;
  const valueOf = (column: number, method: FillMethod) => {
    const values = presentValues(dataset, rows, column);
    return values.length === 0 ? mean[mean.length === 1 ? 0 : column]! : statistic(values, method);
  };
  const fill = Float64Array.from({ length: dimensions }, (_, column) => valueOf(column, filling.method));
  for (const { start, end } of filling.texts) {
    const shares = Array.from({ length: end - start }, (_, i) => valueOf(start + i, 'mean'));
    fill.fill(0, start, end);
    fill[start + shares.indexOf(Math.max(...shares))] = 1;
  }
  return fill;
}

function presentValues({ features, dimensions }: Dataset, rows: Uint32Array, column: number): Float64Array {
  const all = Float64Array.from(rows, (row) => features[row * dimensions + column]!);
  return all.filter((value) => !Number.isNaN(value));
}

/** @param values one or more; they are sorted */
function statistic(values: Float64Array, method: FillMethod): number {
  switch (method) {
    case 'mean':
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case 'median': {
      const sorted = values.sort();
      const middle = sorted.length >> 1;
      return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
    }
    case 'most_frequent':
      return mostFrequent(values.sort());
  }
}

/** @param sorted ascending, one or more */
function mostFrequent(sorted: Float64Array): number {
  let [best, bestCount, count] = [sorted[0]!, 0, 0];
  for (const [i, value] of sorted.entries()) {
    count = i > 0 && value === sorted[i - 1] ? count + 1 : 1;
    if (count > bestCount) [best, bestCount] = [value, count];
  }
  return best;
}
