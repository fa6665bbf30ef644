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
import { significanceNote, significanceOf, type Mark, type Significance } from './significance.ts';
import { textTable } from './text-table.ts';

export const COPY_FORMATS = ['csv', 'markdown', 'latex'] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number] | 'tsv';

/** More cells are better exported to a file. */
const MAX_COPIED = 1_000_000;

/** The number of rows of this number of columns that can be copied. */
export function maxCopiedRows(columns: number): number {
  return Math.floor(MAX_COPIED / Math.max(1, columns));
}

/**
 * Returns rows and columns of a table as text, the names of the columns first. CSV and tab-separated text have exact
 * numbers, and standard deviations in columns of their own; Markdown and LaTeX have numbers as they are shown. Metrics of
 * configurations are compared with the best: see `significanceOf`. Markdown and LaTeX mark the results and explain the marks
 * in a note, CSV has a column of them.
 */
export function copyText(
  format: CopyFormat,
  table: Table,
  columns: readonly Column[],
  rows: Uint32Array,
  { rawCells }: { readonly rawCells?: boolean } = {},
): string {
  switch (format) {
    case 'csv': {
      const significance = significanceOfAll(table, columns, rows);
      return writeCsv({ ...table, columns: withDeviations(table, columns, significance) }, rows, {
        rawCells,
      });
    }
    case 'tsv':
      return writeTsv({ ...table, columns: withDeviations(table, columns, new Map()) }, rows);
    case 'markdown':
    case 'latex': {
      const significance = significanceOfAll(table, columns, rows);
      const write = format === 'latex' ? writeLatex : writeMarkdown;
      return write(textTable(table, columns, rows, significance), significanceNote(significance));
    }
  }
}

function significanceOfAll(
  table: Table,
  columns: readonly Column[],
  rows: Uint32Array,
): ReadonlyMap<string, Significance> {
  return new Map(
    columns.flatMap((column) => {
      const found = significanceOf(table, column, rows);
      return found === null ? [] : [[column.name, found] as const];
    }),
  );
}

/** The columns, with the standard deviations of metrics of configurations after their means, and what compares them. */
function withDeviations(
  table: Table,
  columns: readonly Column[],
  significance: ReadonlyMap<string, Significance>,
): Column[] {
  if (!hasConfigurations(table)) return [...columns];
  return columns.flatMap((column): Column[] => {
    const found = table.statistics.get(column.name);
    if (found === undefined) return [column];
    const absence = Uint8Array.from(found.sd, (sd) => (Number.isNaN(sd) ? NOT_APPLICABLE : PRESENT));
    const head = { name: `${column.name} sd`, role: 'metric', direction: 'none' } as const;
    const compared = significance.get(column.name);
    return [
      column,
      { ...head, kind: 'number', values: found.sd, absence },
      ...(compared === undefined ? [] : [markColumn(column.name, compared, table.length)]),
    ];
  });
}

const MARK_NAMES: Readonly<Record<Mark, string>> = {
  best: 'best',
  equal: 'practically equal',
  worse: 'worse',
  undecided: 'undecided',
};

/** How each row compares with the best one; not applicable where it was not compared. */
function markColumn(name: string, { marks }: Significance, length: number): Column {
  const kinds = Object.keys(MARK_NAMES) as Mark[];
  const rows = Array.from({ length }, (_, row) => marks.get(row));
  return {
    ...{ name: `${name} against the best`, role: 'identity', direction: 'none', kind: 'category' },
    categories: kinds.map((kind) => MARK_NAMES[kind]),
    codes: Uint32Array.from(rows, (mark) => (mark === undefined ? 0 : kinds.indexOf(mark))),
    absence: Uint8Array.from(rows, (mark) => (mark === undefined ? NOT_APPLICABLE : PRESENT)),
  };
}
