import { clamp, type CategoryColumn, type Column } from '../../../history/index.ts';
import { laneOf } from '../layout/lanes.ts';

/** Orders of categories and their labels in menus. */
export const CATEGORY_ORDERS = {
  data: 'original order',
  alphabet: 'alphabetical',
  count: 'by count',
  mean: 'by mean of the target',
} as const;

export type CategoryOrder = keyof typeof CATEGORY_ORDERS;

/**
 * The names of a column in an order, the lowest first. Alphabetical order is numeric-aware; by count, the most frequent is
 * on top; by the mean of finite values of `target`, the largest is on top and names without a value are lowest. The sort is
 * stable, and uses all rows of the table, so that a filter does not move categories.
 */
export function categoriesInOrder(
  column: CategoryColumn,
  order: CategoryOrder,
  target: Column | undefined,
): readonly string[] {
  const names = column.categories;
  if (order === 'data') return names;
  if (order === 'alphabet') return names.toSorted(new Intl.Collator('en', { numeric: true }).compare);
  const { counts, means } = tally(column, order === 'mean' ? target : undefined);
  const by = order === 'count' ? counts : means;
  const codes = names.map((_, code) => code).sort((a, b) => by[a]! - by[b]! || a - b);
  return codes.map((code) => names[code]!);
}

function tally(column: CategoryColumn, target: Column | undefined) {
  const { length } = column.categories;
  const counts = new Float64Array(length);
  const sums = new Float64Array(length);
  const valued = new Float64Array(length);
  for (const [row, code] of column.codes.entries()) {
    if (column.absence?.[row]) continue;
    counts[code]! += 1;
    if (target?.kind !== 'number' || laneOf(target, row) !== null) continue;
    sums[code]! += target.values[row]!;
    valued[code]! += 1;
  }
  const means = sums.map((sum, code) => (valued[code] ? sum / valued[code] : -Number.MAX_VALUE));
  return { counts, means };
}

/** Moves a name to the index `place`, counted from the lowest; the index is clamped. */
export function moveName(names: readonly string[], name: string, place: number): string[] {
  const rest = names.filter((other) => other !== name);
  const at = clamp(Math.round(place), 0, rest.length);
  return [...rest.slice(0, at), name, ...rest.slice(at)];
}
