import type { Table } from './table.ts';
import type { History } from './types.ts';

/** The part of a history that the given rows of its table show. */
export function selectRows(history: History, table: Table, rows: ArrayLike<number>): History {
  const runs = new Set(Array.from(rows, (row) => table.runIndex[row]));
  return { ...history, runs: history.runs.filter((_, index) => runs.has(index)) };
}
