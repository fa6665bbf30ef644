import Papa from 'papaparse';
import { withoutShield } from '../../csv.ts';
import { uniqueNames } from '../../unique.ts';
import type { Context } from '../types.ts';

/** A table of texts, as a CSV file holds it. */
export interface TextTable {
  /** Unique, trimmed, in the order of the file. */
  readonly names: readonly string[];
  /** Trimmed texts, one for every name; empty where the row was too short. */
  readonly rows: readonly (readonly string[])[];
  /** Rows before which the header stood again. */
  readonly restarts: ReadonlySet<number>;
  /** Whether the file writes 0,5 for a half. */
  readonly decimalComma: boolean;
}

const DELIMITERS = [',', ';', '\t'];

/**
 * A text as a table: separated by commas, semicolons or tabs, with quoted cells, padded or not. A header that is
 * repeated further down, a column of row numbers without a name, and cells beyond the last column are left out, with
 * notes. Null for a text that is no table: less than two columns, and not one column of numbers either.
 */
export function parseCsv(text: string, { note }: Context): TextTable | null {
  const delimiter = delimiterOf(text);
  const { data: lines } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: 'greedy' });
  // In place: a large file has millions of cells, and nobody else holds them.
  for (const line of lines) for (let i = 0; i < line.length; i++) line[i] = line[i]!.trim();
  const header = lines.shift();
  if (!header || (header.length < 2 && !isNumberList(lines))) return null;

  if (isCutOff(text, header, lines)) {
    note(
      `The last line ends after ${String(lines.pop()!.length)} of ${String(header.length)} cells and is left out.`,
    );
  }
  const { rows, restarts } = withoutRepeatedHeaders(header, lines, note);
  const kept = keptColumns(header, rows, note);
  const names = uniqueNames(
    kept.map((column) => withoutShield(header[column] ?? '') || `column ${String(column + 1)}`),
  );
  const isWhole = (row: readonly string[]) => row.length === header.length && kept.length === header.length;
  const cells = rows.map((row) => (isWhole(row) ? row : kept.map((column) => row[column] ?? '')));
  reportRagged(header, rows, kept, note);
  return { names, rows: cells, restarts, decimalComma: delimiter === ';' && hasDecimalComma(cells) };
}

/** The separator that parts the header and the most of the next lines into the same number of cells. */
function delimiterOf(text: string): string {
  let best = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: 20, skipEmptyLines: 'greedy' });
    const width = data[0]?.length ?? 0;
    const score = width < 2 ? 0 : width + 1000 * data.filter((line) => line.length === width).length;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

function isNumberList(lines: readonly (readonly string[])[]): boolean {
  return lines.length > 0 && lines.every(([cell]) => cell !== '' && Number.isFinite(Number(cell)));
}

/** A writer that was stopped leaves a last line that is short and not ended; its last cell may be cut as well. */
function isCutOff(text: string, header: readonly string[], lines: readonly (readonly string[])[]): boolean {
  const last = lines.at(-1);
  return !/[\r\n]$/.test(text) && last !== undefined && last.length < header.length;
}

function withoutRepeatedHeaders(header: readonly string[], lines: string[][], note: Context['note']) {
  const restarts = new Set<number>();
  const rows = lines.filter((line, i) => {
    const isHeader = line.length === header.length && line.every((cell, column) => cell === header[column]);
    if (isHeader) restarts.add(i - restarts.size);
    return !isHeader;
  });
  if (restarts.size > 0)
    note(`The header stands ${String(restarts.size + 1)} times; a new run begins at each.`);
  return { rows, restarts };
}

/** Indices of the columns to keep: all but a leading column of row numbers and columns with neither name nor cells. */
function keptColumns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  note: Context['note'],
): number[] {
  return header.flatMap((name, column) => {
    const isUnnamed = name === '' || /^Unnamed: \d+$/.test(name);
    if (!isUnnamed) return [column];
    if (rows.every((row) => (row[column] ?? '') === '')) return [];
    if (column > 0 || !rows.every((row) => /^\d+$/.test(row[column] ?? ''))) return [column];
    note('The first column has no name and numbers the rows; it is left out.');
    return [];
  });
}

function reportRagged(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  kept: readonly number[],
  note: Context['note'],
): void {
  const short = rows.filter(
    (row) => row.length < header.length && kept.some((column) => column >= row.length),
  ).length;
  if (short > 0) note(`${countRows(short)} fewer cells than the header; the others are missing.`);
  const long = rows.filter((row) => row.slice(header.length).some((cell) => cell !== '')).length;
  if (long > 0) note(`${countRows(long)} more cells than the header; those without a column are left out.`);
}

function countRows(count: number): string {
  return count === 1 ? 'One row has' : `${String(count)} rows have`;
}

/** A comma is a decimal comma where some cell reads as such a number and none as one with a point. */
function hasDecimalComma(rows: readonly (readonly string[])[]): boolean {
  const any = (pattern: RegExp) => rows.some((row) => row.some((cell) => pattern.test(cell)));
  return any(/^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i) && !any(/^[+-]?\d*\.\d+(?:e[+-]?\d+)?$/i);
}
