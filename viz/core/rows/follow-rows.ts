import type { Table } from '../../../history/index.ts';
import { findColumn } from './columns.ts';
import { cellOf, rowCells, type RowKey } from './row-cells.ts';

/**
 * Returns a function that finds the row of `after` that is the same as a row of `before`; null if there is none. Rows are
 * the same if they have the same key (the first one, if several have); without `key`, if they have the same record of the
 * same run. A row whose key is missing, not applicable or NaN is not found.
 */
export function followRows(
  before: Table,
  after: Table,
  rows: readonly number[],
  key: RowKey | null,
): (row: number) => number | null {
  if (key === null) return (row) => followRecord(before, after, row);
  const [keyBefore, keyAfter] = [keysOf(before, key), keysOf(after, key)];
  const wanted = new Set(rows.map(keyBefore).filter(isKey));
  const found = new Map<unknown, number>();
  for (let row = 0; row < after.length && found.size < wanted.size; row++) {
    const each = keyAfter(row);
    if (wanted.has(each) && !found.has(each)) found.set(each, row);
  }
  return (row) => found.get(keyBefore(row)) ?? null;
}

const isKey = (key: unknown) => key !== null && key !== undefined && !Number.isNaN(key);

function keysOf(table: Table, key: RowKey): (row: number) => unknown {
  if (typeof key === 'function') return (row) => key(rowCells(table, row));
  const column = findColumn(table, key);
  return column === undefined ? () => undefined : (row) => cellOf(column, row);
}

function followRecord(before: Table, after: Table, row: number): number | null {
  if (isSameRecord(before, after, row)) return row;
  const found = after.runIndex.findIndex(
    (run, at) => run === before.runIndex[row] && after.recordIndex[at] === before.recordIndex[row],
  );
  return found < 0 ? null : found;
}

/** Whether the row of this number has the same record of the same run in both tables. */
function isSameRecord(one: Table, other: Table, row: number): boolean {
  return one.runIndex[row] === other.runIndex[row] && one.recordIndex[row] === other.recordIndex[row];
}
