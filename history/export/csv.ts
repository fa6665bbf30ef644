import { writeFinite } from '../file/cell.ts';
import { joinedLines, joinParts } from '../file/lines.ts';
import type { Tell } from '../file/lines.ts';
import { MISSING } from '../table/table.ts';
import type { Column, Table } from '../table/table.ts';

/** What stands in a CSV file for a cell that does not apply, as NumPy prints a masked cell. Missing is empty. */
export const NOT_APPLICABLE_TEXT = '--';

/**
 * The table, or the given rows of it in their order, as CSV after RFC 4180 (commas, CRLF, UTF-8).
 *
 * Numbers are written so that they read back exactly, with `NaN`, `Infinity` and `-Infinity`; a missing cell is empty,
 * one that does not apply is `--`. `importFile` keeps the five apart. CSV has no types, so text that reads like a
 * number, like a missing cell, or has blanks around it does not come back as that text: JSON is the lossless export.
 *
 * A spreadsheet runs text that begins with `=`, `+`, `-`, `@`, tab or return as a formula, and names come from files
 * of strangers; such text gets an apostrophe before it, which a spreadsheet hides and `importFile` takes away.
 * @throws {RangeError} for a row that the table does not have.
 */
export function writeCsv(table: Table, rows?: ArrayLike<number>): string {
  return joinParts(csvParts(table, rows));
}

/** The same in parts, since a large table is longer than a string can be. */
export function* csvParts(table: Table, rows?: ArrayLike<number>, tell?: Tell): Generator<string> {
  const head = csvLine(table.columns.map(({ name }) => csvText(name)));
  const writers = table.columns.map(columnWriter);
  const count = rows?.length ?? table.length;
  const lineAt = (i: number) => {
    const row = rows ? rows[i]! : i;
    if (!(row >= 0 && row < table.length))
      throw new RangeError(`row ${String(row)}: the table has no such row`);
    return csvLine(writers.map((write) => write(row)));
  };
  yield head;
  yield* joinedLines(count, lineAt, '', tell);
}

/** A line of cells that are written already. An empty line would read back as no row, so a lone empty cell is quoted. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')}\r\n`;
}

function columnWriter(column: Column): (row: number) => string {
  const { absence } = column;
  const present =
    column.kind === 'number'
      ? (row: number) => writeNumber(column.values[row]!)
      : textWriter(column.codes, column.categories.map(csvText));
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

const IS_FORMULA = /^'*[=+\-@\t\r]/;
const IS_SHIELDED = /^''*[=+\-@\t\r]/;

/** A text as a cell: quoted where it must be, and with an apostrophe before what would be a formula. */
export function csvText(text: string): string {
  const safe = IS_FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text behind the apostrophe that `writeCsv` puts before what would be a formula. */
export function withoutShield(text: string): string {
  return IS_SHIELDED.test(text) ? text.slice(1) : text;
}
