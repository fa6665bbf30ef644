import Papa from 'papaparse';
import type { Reading } from '../../files/pieces.ts';
import { COMMA_NUMBER, numberOfText, POINT_NUMBER } from '../text-cells.ts';
import { headerLinesOf } from './header-lines.ts';
import { NonStandardCsvError } from './non-standard-csv-error.ts';
import { decodeText } from '../text-index.ts';

/** The properties of a CSV file detected from its first lines. */
export interface CsvHead {
  readonly delimiter: string;
  /** Trimmed. */
  readonly header: readonly string[];
  /** Number of lines of the header. */
  readonly headerLines: number;
  /** Whether numbers seem to have decimal commas. */
  readonly decimalComma: boolean;
  /** Whether the first line has values rather than names. */
  readonly isNameless: boolean;
}

const DELIMITERS = [',', ';', '\t'];
const LF = 10;

/** Number of lines read: twice as many as used for the delimiter, since some may be blank. */
const LINES = 40;
const FIRST_PIECE = 2 ** 18;

/**
 * Reads the first lines; returns null if there are none.
 * @throws {NonStandardCsvError} if they are not UTF-8 text
 */
export function* readHead(): Reading<CsvHead | null> {
  for (let wanted = FIRST_PIECE; ; wanted *= 2) {
    const { bytes, isLast } = yield { at: 0, length: wanted };
    let end = 0;
    for (let line = 0; line < LINES; line++) {
      const next = bytes.indexOf(LF, end);
      if (next < 0) break;
      end = next + 1;
    }
    if (end > 0 && !isLast) return headOf(textOf(bytes, end));
    if (isLast) return headOf(textOf(bytes, bytes.indexOf(LF, end) < 0 ? bytes.length : end));
  }
}

function textOf(bytes: Uint8Array, end: number): string {
  try {
    const text = decodeText(bytes, 0, end).replace(/^\uFEFF/, '');
    if (text.includes('\0')) throw new NonStandardCsvError('there are zero bytes');
    return text;
  } catch (error) {
    throw new NonStandardCsvError('the first lines are not UTF-8', { cause: error });
  }
}

/** Detects the properties of a CSV file from its first lines. */
export function headOf(text: string): CsvHead | null {
  const delimiter = delimiterOf(text);
  const { data } = Papa.parse<string[]>(text, { delimiter, preview: LINES, skipEmptyLines: 'greedy' });
  const lines = data.map((line) => line.map((cell) => cell.trim()));
  const [header, ...rows] = lines;
  if (!header) return null;
  const several = headerLinesOf(lines);
  const any = (pattern: RegExp) => rows.some((row) => row.some((cell) => pattern.test(cell)));
  return {
    delimiter,
    header: several?.names ?? header,
    headerLines: several?.count ?? 1,
    decimalComma: delimiter === ';' && any(COMMA_NUMBER) && !any(POINT_NUMBER),
    isNameless: several === null && holdsValues(header, rows),
  };
}

/**
 * Whether a first line has values rather than names: only numbers that are not ascending integers, as pandas names columns,
 * or numbers and words that all occur again below.
 */
function holdsValues(line: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const numbers = line.map((cell) => numberOfText(cell.replace(',', '.')));
  const words = numbers.flatMap((number, column) => (number === undefined ? [column] : []));
  if (rows.length === 0 || words.length === line.length) return false;
  if (words.length > 0) {
    const others = rows.filter((row) => row.join() !== line.join());
    return words.every((column) => line[column] !== '' && others.some((row) => row[column] === line[column]));
  }
  // A single `0` may be the name that pandas gives a series.
  const isFraction = (row: readonly string[]) => POINT_NUMBER.test(row[0]!) || COMMA_NUMBER.test(row[0]!);
  if (line.length === 1 && rows.some(isFraction)) return line[0] !== '0';
  if (line.length === 1 && line[0] !== '0' && rows.every(([cell]) => numberOfText(cell!) !== undefined))
    return true;
  return numbers.some(
    (number, i) => !Number.isSafeInteger(number) || (i > 0 && !(number! > numbers[i - 1]!)),
  );
}

/**
 * Returns the delimiter that splits most lines into the same number of cells as the header, preferably one that does not cut
 * quoted cells of the header.
 */
function delimiterOf(text: string): string {
  let best = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: 20, skipEmptyLines: 'greedy' });
    const width = data[0]?.length ?? 0;
    const isCut = data[0]?.some((cell) => cell.split('"').length % 2 === 0) ?? false;
    const matches = width < 2 ? 0 : width + 1000 * data.filter((line) => line.length === width).length;
    const score = isCut ? matches / 2 : matches;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}
