import type { Column } from '../../../history/index.ts';

/** Ascending order of two rows by a column: numbers, then NaN, then cells without a value. */
export function compareRows(column: Column, a: number, b: number): number {
  const absence = (column.absence?.[a] ?? 0) - (column.absence?.[b] ?? 0);
  if (absence !== 0 || column.absence?.[a]) return absence;
  if (column.kind === 'category') {
    return column.categories[column.codes[a]!]!.localeCompare(column.categories[column.codes[b]!]!, 'en', {
      numeric: true,
    });
  }
  const x = column.values[a]!;
  const y = column.values[b]!;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Sorts rows by a column: stable, cells without a value last in both directions. Does not change its input. */
export function sortRows(rows: Uint32Array, column: Column, descending: boolean): Uint32Array {
  const hasValue = (row: number) =>
    !column.absence?.[row] && !(column.kind === 'number' && Number.isNaN(column.values[row]!));
  const sign = descending ? -1 : 1;
  return rows.slice().sort((a, b) => {
    const order = compareRows(column, a, b);
    return (hasValue(a) && hasValue(b) ? sign * order : order) || a - b;
  });
}
