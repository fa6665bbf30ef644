import type { Table } from '../table/table.ts';
import { columnWriter, escapeFormula } from './csv.ts';

/**
 * Returns the given rows of a table with tabs between cells, as spreadsheets exchange cells by the clipboard. Cells are
 * those of `writeCsv`; text with tabs, line breaks or quotation marks is quoted.
 */
export function writeTsv({ columns }: Table, rows: ArrayLike<number>): string {
  const line = (cells: readonly string[]) => `${cells.join('\t')}\r\n`;
  const writers = columns.map((column) => columnWriter(column, tsvText));
  const head = line(columns.map(({ name }) => tsvText(name)));
  return [head, ...Array.from(rows, (row) => line(writers.map((write) => write(row))))].join('');
}

function tsvText(text: string): string {
  const safe = escapeFormula(text);
  return /["\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
