import { PRESENT, type Column } from '../../history/index.ts';

/** Rows of two groups that differ in nothing but the group, such as fits with the same seed. */
export interface ReplicatePairs {
  /** The columns in which the rows of a pair are equal. */
  readonly by: readonly string[];
  readonly pairs: readonly (readonly [first: number, second: number])[];
}

/**
 * Pairs the rows of two groups that are equal in the columns that tell replicates apart: seed, fold, repeat. A column whose
 * values in one group have none in common with the other, such as an identifier, is ignored. Null unless the remaining
 * columns identify each row of a group and pair two rows or more, and at least half of the smaller group.
 */
export function replicatePairs(
  columns: readonly Column[],
  first: readonly number[],
  second: readonly number[],
): ReplicatePairs | null {
  const shared = columns.filter((column) => {
    const values = new Set(first.map((row) => cellKey(column, row)));
    return second.some((row) => values.has(cellKey(column, row)));
  });
  // A column that is the same for all rows of both groups does not distinguish replicates.
  const by = shared.filter(
    (column) => new Set([...first, ...second].map((row) => cellKey(column, row))).size > 1,
  );
  if (by.length === 0) return null;
  const keyOf = (row: number) => JSON.stringify(by.map((column) => cellKey(column, row)));
  const [ofFirst, ofSecond] = [first, second].map(
    (rows) => new Map(rows.map((row) => [keyOf(row), row])),
  ) as [Map<string, number>, Map<string, number>];
  if (ofFirst.size < first.length || ofSecond.size < second.length) return null;
  const pairs = [...ofFirst].flatMap(([key, row]) => {
    const partner = ofSecond.get(key);
    return partner === undefined ? [] : [[row, partner] as const];
  });
  const isEnough = pairs.length >= 2 && 2 * pairs.length >= Math.min(first.length, second.length);
  return isEnough ? { by: by.map(({ name }) => name), pairs } : null;
}

/** Equal for equal cells of a column: a number, the code of a category, or why there is no value. */
function cellKey(column: Column, row: number): string {
  const state = column.absence === null ? PRESENT : column.absence[row]!;
  if (state !== PRESENT) return `absent ${String(state)}`;
  return String(column.kind === 'number' ? column.values[row]! : column.codes[row]!);
}
