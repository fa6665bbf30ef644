import type { Table } from './table.ts';

/** The table, or the given rows of it, as CSV. */
export function writeCsv(table: Table, rows?: ArrayLike<number>): string {
  return `${String(rows?.length ?? table.length)}\r\n`;
}
