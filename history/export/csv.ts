import { writeFinite } from '../file/cell.ts';
import { joinedLines, joinParts } from '../file/lines.ts';
import type { ProgressCallback } from '../file/lines.ts';
import { MISSING } from '../table/table.ts';
import type { Column, Table } from '../table/table.ts';

/** The text of a cell that is not applicable, as NumPy prints a masked cell. A missing cell is empty. */
export const NOT_APPLICABLE_TEXT = '--';

/**
 * Returns the table, or the given rows in that order, as CSV (RFC 4180: commas, CRLF).
 *
 * Numbers are written so that they are restored exactly, with `NaN`, `Infinity` and `-Infinity`; a missing cell is empty, a
 * cell that is not applicable is `--`. `importFile` distinguishes all five. CSV has no types, so text that looks like a
 * number or a missing cell, or has surrounding white space, is not restored as that text: JSON is the lossless export.
 *
 * Spreadsheets run text that begins with `=`, `+`, `-`, `@`, tab or a line break as a formula, and names come from untrusted
 * files; such text is prefixed with an apostrophe, which spreadsheets hide and `importFile` removes. With `rawCells` it is
 * written as it is; then text in which an apostrophe precedes a formula is not restored.
 * @throws {RangeError} if the table does not have a row.
 */
export function writeCsv(table: Table, rows?: ArrayLike<number>, options?: CsvOptions): string {
  return joinParts(csvParts(table, rows, options));
}

export interface CsvOptions {
  /** Writes text that spreadsheets run as a formula as it is. The default is to put an apostrophe before it. */
  readonly rawCells?: boolean | undefined;
  /** Called repeatedly while the rows are written. */
  readonly onProgress?: ProgressCallback | undefined;
}

/** Yields the text of `writeCsv` in parts, since that of a large table exceeds the maximum length of a string. */
export function* csvParts(
  table: Table,
  rows?: ArrayLike<number>,
  { rawCells = false, onProgress }: CsvOptions = {},
): Generator<string> {
  const encode = csvEncoder(rawCells);
  const head = csvLine(table.columns.map(({ name }) => encode(name)));
  const writers = table.columns.map((column) => columnWriter(column, encode));
  const count = rows?.length ?? table.length;
  const lineAt = (i: number) => {
    const row = rows ? rows[i]! : i;
    if (!(row >= 0 && row < table.length))
      throw new RangeError(`row ${String(row)}: the table has no such row`);
    return csvLine(writers.map((write) => write(row)));
  };
  yield head;
  yield* joinedLines(count, lineAt, '', onProgress);
}

/** Joins encoded cells into a line. A lone empty cell is quoted, since an empty line would not be read as a row. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')}\r\n`;
}

/** Returns a function from row index to the text of a cell, with the texts of categories encoded by `encode`. */
export function columnWriter(column: Column, encode: (text: string) => string): (row: number) => string {
  const { absence } = column;
  const present =
    column.kind === 'number'
      ? (row: number) => writeNumber(column.values[row]!)
      : textWriter(column.codes, column.categories.map(encode));
  if (!absence) return present;
  return (row) => {
    if (absence[row] === 0) return present(row);
    return absence[row] === MISSING ? '' : NOT_APPLICABLE_TEXT;
  };
}

function textWriter(codes: Uint32Array, texts: readonly string[]): (row: number) => string {
  return (row) => texts[codes[row]!]!;
}

function writeNumber(value: number): string {
  return Number.isFinite(value) ? writeFinite(value) : String(value);
}

/** The characters that begin a formula, with those of full width, which some locales accept (OWASP, CSV injection). */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const ESCAPED_FORMULA = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** Returns a function that encodes text as a cell: quoted if necessary, and with an apostrophe before a formula unless `rawCells`. */
export function csvEncoder(rawCells: boolean): (text: string) => string {
  return (text) => quoteCell(rawCells ? text : escapeFormula(text));
}

function quoteCell(text: string): string {
  // Readers guess the separator: those that are not used are quoted as well.
  return /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Puts an apostrophe before text that spreadsheets would run as a formula. */
export function escapeFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Removes the apostrophe that `writeCsv` puts before a formula. */
export function unescapeFormula(text: string): string {
  return ESCAPED_FORMULA.test(text) ? text.slice(1) : text;
}
