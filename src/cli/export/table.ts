import { studentQuantile } from '../../../analysis/index.ts';
import { PRESENT, RunSet, tableOf, type Column, type History } from '../../../history/index.ts';
import { COPY_FORMATS, copyText } from '../../shared/table-text/copy-text.ts';
import { findColumn } from './find-column.ts';
import { didYouMean } from '../suggest.ts';
import { UsageError } from '../usage.ts';

export const TABLE_FORMATS = COPY_FORMATS;
export type TableFormat = (typeof TABLE_FORMATS)[number];
/** Other names of formats. */
const ALIASES: ReadonlyMap<string, TableFormat> = new Map([
  ['md', 'markdown'],
  ['tex', 'latex'],
]);

/** @throws {UsageError} for an unknown format */
export function tableFormatOf(text: string): TableFormat {
  const format = ALIASES.get(text) ?? TABLE_FORMATS.find((name) => name === text);
  if (format === undefined)
    throw new UsageError(
      `--table: expected one of ${TABLE_FORMATS.join(', ')}, got "${text}".${didYouMean(text, TABLE_FORMATS)}`,
    );
  return format;
}

/**
 * The runs as a table: a row per run, or where some runs are folds or differ by their seed alone, a row per configuration with
 * means, standard deviations and marks of significance. Metrics are at their best epoch.
 *
 * @param names the columns in their order; null for all columns whose values differ
 * @throws {UsageError} for an unknown column
 */
export function runsAsTable(
  history: History,
  format: TableFormat,
  names: readonly string[] | null,
  options: { readonly rawCells?: boolean } = {},
): string {
  const set = RunSet.ofHistory(history);
  const runs = tableOf(set, { level: 'runs' });
  const configurations = tableOf(set, { level: 'configurations', studentQuantile });
  const table = configurations.length < runs.length ? configurations : runs;
  const rows = Uint32Array.from({ length: table.length }, (_, row) => row);
  const columns =
    names?.map((name) => findColumn(table, name)) ??
    table.columns.filter((column) => table.length < 2 || differs(column, rows));
  return copyText(format, table, columns, rows, options);
}

/** Whether the cells of a column are not all the same. */
function differs(column: Column, rows: Uint32Array): boolean {
  const values = column.kind === 'number' ? column.values : column.codes;
  const cell = (row: number) => [column.absence?.[row] ?? PRESENT, values[row]!] as const;
  const [absence, value] = cell(0);
  return rows.some((row) => {
    const [otherAbsence, other] = cell(row);
    return otherAbsence !== absence || (absence === PRESENT && !Object.is(other, value));
  });
}
