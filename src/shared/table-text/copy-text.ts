import {
  hasConfigurations,
  NOT_APPLICABLE,
  PRESENT,
  writeCsv,
  writeTsv,
  type Column,
  type Table,
} from '../../../history/index.ts';
import { writeLatex } from './latex.ts';
import { writeMarkdown } from './markdown.ts';
import { textTable } from './text-table.ts';

export const COPY_FORMATS = ['csv', 'markdown', 'latex'] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number] | 'tsv';

/** More cells are better exported to a file. */
export const MAX_COPIED = 1_000_000;

/** The number of rows of this number of columns that can be copied. */
export function maxCopiedRows(columns: number): number {
  return Math.floor(MAX_COPIED / Math.max(1, columns));
}

/**
 * Returns rows and columns of a table as text, the names of the columns first. CSV and tab-separated text have exact
 * numbers, and standard deviations in columns of their own; Markdown and LaTeX have numbers as they are shown.
 */
export function copyText(
  format: CopyFormat,
  table: Table,
  columns: readonly Column[],
  rows: Uint32Array,
): string {
  switch (format) {
    case 'csv':
      return writeCsv({ ...table, columns: withDeviations(table, columns) }, rows);
    case 'tsv':
      return writeTsv({ ...table, columns: withDeviations(table, columns) }, rows);
    case 'markdown':
      return writeMarkdown(textTable(table, columns, rows));
    case 'latex':
      return writeLatex(textTable(table, columns, rows));
  }
}

/** The columns, with the standard deviations of metrics of configurations after their means. */
function withDeviations(table: Table, columns: readonly Column[]): Column[] {
  if (!hasConfigurations(table)) return [...columns];
  return columns.flatMap((column): Column[] => {
    const found = table.statistics.get(column.name);
    if (found === undefined) return [column];
    const absence = Uint8Array.from(found.sd, (sd) => (Number.isNaN(sd) ? NOT_APPLICABLE : PRESENT));
    const head = { name: `${column.name} sd`, role: 'metric', direction: 'none' } as const;
    return [column, { ...head, kind: 'number', values: found.sd, absence }];
  });
}
