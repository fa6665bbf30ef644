import Papa from 'papaparse';
import type { Reading } from '../../files/pieces.ts';
import { COMMA_NUMBER, numberOfText, POINT_NUMBER } from '../text-cells.ts';
import { OddCsv } from './odd-csv.ts';
import { decodeText } from '../text-index.ts';

/** What the first lines of a CSV file say of it. */
export interface CsvHead {
  readonly delimiter: string;
  /** Trimmed. */
  readonly header: readonly string[];
  /** Whether numbers seem to be written with decimal commas. */
  readonly decimalComma: boolean;
  /** Whether the first line holds values as those below it do, rather than names. */
  readonly isNameless: boolean;
}

const DELIMITERS = [',', ';', '\t'];
const LF = 10;

/** Lines that are looked at: twice as many as the delimiter is guessed from, since some may be blank. */
const LINES = 40;
const FIRST_PIECE = 2 ** 18;

/**
 * Looks at the first lines; null where there is no line.
 * @throws {OddCsv} where they are no text
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
    if (text.includes('\0')) throw new OddCsv('there are bytes that are zero');
    return text;
  } catch (error) {
    throw new OddCsv('the first lines are no UTF-8', { cause: error });
  }
}

/** What a text says whose first lines these are. */
export function headOf(text: string): CsvHead | null {
  const delimiter = delimiterOf(text);
  const { data } = Papa.parse<string[]>(text, { delimiter, preview: LINES, skipEmptyLines: 'greedy' });
  const [header, ...rows] = data.map((line) => line.map((cell) => cell.trim()));
  if (!header) return null;
  const any = (pattern: RegExp) => rows.some((row) => row.some((cell) => pattern.test(cell)));
  return {
    delimiter,
    header,
    decimalComma: delimiter === ';' && any(COMMA_NUMBER) && !any(POINT_NUMBER),
    isNameless: holdsValues(header, rows),
  };
}

/**
 * Whether a first line is one of values: numbers alone, of which some are no whole ones or do not ascend as those do that
 * pandas calls columns by, or beside numbers a word that stands below it again.
 */
function holdsValues(line: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const numbers = line.map((cell) => numberOfText(cell.replace(',', '.')));
  const words = numbers.flatMap((number, column) => (number === undefined ? [column] : []));
  if (rows.length === 0 || words.length === line.length) return false;
  if (words.length > 0) {
    const others = rows.filter((row) => row.join() !== line.join());
    return words.every((column) => line[column] !== '' && others.some((row) => row[column] === line[column]));
  }
  return numbers.some(
    (number, i) => !Number.isSafeInteger(number) || (i > 0 && !(number! > numbers[i - 1]!)),
  );
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
