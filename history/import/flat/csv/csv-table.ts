import { countKinds, NUMBER, TEXT } from '../../../runs/cells.ts';
import type { Cells } from '../../../runs/cells.ts';
import { unescapeFormula } from '../../../export/csv.ts';
import { uniqueNames } from '../../../unique.ts';
import { readFrom, readAtOnce } from '../../files/pieces.ts';
import type { Reading } from '../../files/pieces.ts';
import type { Context } from '../../types.ts';
import { COMMA_NUMBER, isName, neededSpelling, numberOfText } from '../text-cells.ts';
import { hasGroupsAndComma } from '../../values/number-formats.ts';
import { decodeText } from '../text-index.ts';
import { headOf, readHead } from './csv-head.ts';
import type { CsvHead } from './csv-head.ts';
import type { CsvReader } from './csv-reader.ts';
import { NonStandardCsvError } from './non-standard-csv-error.ts';
import { rowsOfBytes, rowsOfText, textOfRows } from './csv-rows.ts';
import type { ReadRows } from './csv-rows.ts';
import { MAX_REARRANGED_BYTES, withoutFootnotes, withRunsAsRows, withTabs } from './rearranged-text.ts';
import type { RearrangedText } from './rearranged-text.ts';

/** A table read from a CSV file. */
export interface TextTable {
  /** Unique, trimmed, in the order of the file. */
  readonly names: readonly string[];
  readonly length: number;
  /**
   * The cells of each column, missing if the row is too short: numbers, unless its name or other cells require the original
   * spelling.
   */
  readonly columns: readonly Cells[];
  /** Rows before which the header is repeated. */
  readonly restarts: ReadonlySet<number>;
  /** The row numbers in an unnamed first column. */
  readonly index?: Cells;
}

/** Reads text as a table like `readCsv`. */
export function parseCsv(text: string, context: Context): TextTable | null {
  const bytes = new TextEncoder().encode(text);
  return readAtOnce(readCsv(bytes.length, context), bytes);
}

/**
 * Reads a table separated by commas, semicolons or tabs, with quoted or padded cells. Repeated headers, an unnamed column of
 * row numbers, and cells beyond the last column are left out, with notes. Returns null if the text is not a table: fewer than
 * two columns, unless the only one has numbers.
 *
 * Bytes are read in pieces and never become one string, except in files that do not conform to RFC 4180.
 * @param size number of bytes; null if unknown
 * @param begin offset of the table
 * @throws {ImportError} if the bytes are not UTF-8 text
 */
export function* readCsv(size: number | null, context: Context, begin = 0): Reading<TextTable | null> {
  const reading = readTable(size === null ? null : size - begin, context);
  return yield* begin === 0 ? reading : readFrom(begin, reading);
}

function* readTable(size: number | null, context: Context): Reading<TextTable | null> {
  try {
    const head = yield* readHead();
    const isSmall = size !== null && size <= MAX_REARRANGED_BYTES && context.readState === undefined;
    const rearranged = head && isSmall ? yield* rearrange(head) : null;
    if (rearranged) return yield* rearrangedTable(rearranged, context);
    if (head?.isNameless === true) throw new NonStandardCsvError('the first line has values');
    if (head && head.headerLines > 1) throw new NonStandardCsvError('the header takes several lines');
    return head && (yield* tableOf(head, rowsOfBytes(size, context), context));
  } catch (error) {
    if (!(error instanceof NonStandardCsvError)) throw error;
    const text = yield* textOfRows(context);
    const head = headOf(text);
    if (head?.isNameless === true) return yield* namelessTable(head, text, context);
    if (head && head.headerLines > 1)
      context.note(`The header takes ${String(head.headerLines)} lines, whose names are joined.`);
    return head && (yield* tableOf(head, rowsOfText(text, head), context));
  }
}

/** Returns the text of a small table that does not have a run or record per line below a header; null for any other. */
function* rearrange({ delimiter, header }: CsvHead): Reading<RearrangedText | null> {
  const { bytes } = yield { at: 0, length: Infinity };
  let text: string;
  try {
    text = decodeText(bytes, 0, bytes.length).replace(/^\uFEFF/, '');
  } catch {
    return null;
  }
  if (header.length === 1) return withTabs(text);
  const noted = withoutFootnotes(text, delimiter);
  const turned = withRunsAsRows(noted?.text ?? text, delimiter);
  return turned && noted ? { ...turned, note: `${noted.note} ${turned.note}` } : (turned ?? noted);
}

function* rearrangedTable({ text, note }: RearrangedText, context: Context): Reading<TextTable | null> {
  if (note !== null) context.note(note);
  const head = headOf(text);
  if (head?.isNameless === true) return yield* namelessTable(head, text, context);
  return head && (yield* tableOf(head, rowsOfText(text, head), context));
}

/** Reads a table without a header. The first of several columns counts the rows if its numbers ascend evenly. */
function* namelessTable(head: CsvHead, text: string, context: Context): Reading<TextTable | null> {
  const byPlace = head.header.map((_, column) => `column ${String(column + 1)}`);
  const isCounted = byPlace.length > 1 && ascendsEvenly(text, head.delimiter);
  const header =
    byPlace.length === 1
      ? ['value']
      : isCounted
        ? ['step', ...(byPlace.length === 2 ? ['value'] : byPlace.slice(1))]
        : byPlace;
  const named = { ...head, header };
  const table = yield* tableOf(named, rowsOfText(`${header.join(head.delimiter)}\n${text}`, named), context);
  if (table && header.length > 1)
    context.note(
      `The first line has values instead of names: columns are named by position${isCounted ? ', and the first counts the rows' : ''}.`,
    );
  if (table && header.length === 1)
    context.note('The first line has a value instead of a name: the column is named "value".');
  return table;
}

/** Whether the first cells of at least three lines are whole numbers with the same distance, and the last cells are not. */
function ascendsEvenly(text: string, delimiter: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const cells = lines.map((line) => line.split(delimiter));
  const counts = cells.map(([first = '']) => numberOfText(first.trim()) ?? NaN);
  const gap = counts[1]! - counts[0]!;
  return (
    counts.length >= 3 &&
    gap > 0 &&
    counts.every(Number.isSafeInteger) &&
    counts.every((count, i) => count === counts[0]! + i * gap) &&
    cells.some((line) => !Number.isInteger(numberOfText(line.at(-1)!.trim()) ?? 0))
  );
}

function* tableOf(head: CsvHead, rows: ReadRows, { note, readState }: Context): Reading<TextTable | null> {
  const { header } = head;
  const isKept = readState !== undefined;
  const read = function* (
    decimalComma: boolean,
    textual: ReadonlyMap<number, 'normal' | 'original'> | null = null,
  ) {
    const delimiter = head.delimiter.charCodeAt(0);
    const columns = header.map((name, column) => {
      if (textual !== null) {
        const spelling = textual.get(column);
        return spelling ? { isText: true, decimalComma: decimalComma && spelling === 'normal' } : null;
      }
      return { isText: isName(name), decimalComma };
    });
    const found = rows({ delimiter, header, columns, decimalComma });
    const { reader, isEnded } = 'reader' in found ? found : yield* found;
    const isCutOff = !isEnded && reader.length > 0 && reader.lastWidth < header.length;
    if (isCutOff) reader.dropLast();
    return { reader, isCutOff };
  };

  let { decimalComma } = head;
  let { reader, isCutOff } = yield* read(decimalComma);
  if (head.delimiter === ';' && decimalComma !== hasDecimalComma(reader, decimalComma)) {
    decimalComma = !decimalComma;
    ({ reader, isCutOff } = yield* read(decimalComma));
  }
  const { length, restarts } = reader;
  const cells = reader.columns.map((column) => column!.finish(length, isKept));
  if (header.length < 2 && !(length > 0 && isNumeric(cells[0]!))) return null;

  if (isCutOff) {
    note(
      `The last line ends after ${String(reader.lastWidth)} of ${String(header.length)} cells and is left out.`,
    );
  }
  if (restarts.size > 0) note(`The header occurs ${String(restarts.size + 1)} times; each starts a new run.`);
  const kept = keptColumns(reader, header, cells, note);
  const names = uniqueNames(
    kept.map((column) => unescapeFormula(header[column]!) || `column ${String(column + 1)}`),
  );
  reportRagged(reader, kept, note);
  const textual = new Map(
    kept.flatMap((column, i) => {
      const spelling = neededSpelling(names[i]!, cells[column]!);
      return spelling ? [[column, spelling] as const] : [];
    }),
  );
  if (textual.size > 0) {
    const again = yield* read(decimalComma, textual);
    for (const column of textual.keys()) cells[column] = again.reader.columns[column]!.finish(length, isKept);
  }
  const index = !kept.includes(0) && isNumeric(cells[0]!) ? { index: cells[0]! } : {};
  return { names, length, columns: kept.map((column) => cells[column]!), restarts, ...index };
}

/** Whether some number has a decimal comma and none a decimal point. */
function hasDecimalComma(reader: CsvReader, isRead: boolean): boolean {
  const columns = reader.columns.filter((column) => column !== null);
  // "1.234,5" has a point, but proves the comma.
  if (columns.some(({ texts }) => texts.some(hasGroupsAndComma))) return true;
  if (reader.hasFraction && !isRead) return false;
  if (columns.some(({ hasPoint }) => hasPoint)) return false;
  return isRead || columns.some(({ texts }) => texts.some((text) => COMMA_NUMBER.test(text)));
}

function isNumeric(cells: Cells): boolean {
  return countKinds(cells)[NUMBER] === cells.length;
}

/** Returns the indices of all columns but a leading column of row numbers and empty columns without a name. */
function keptColumns(
  { columns, length }: CsvReader,
  header: readonly string[],
  cells: readonly Cells[],
  note: Context['note'],
): number[] {
  return header.flatMap((name, column) => {
    const isUnnamed = name === '' || /^Unnamed: \d+$/.test(name);
    if (!isUnnamed) return [column];
    if (columns[column]!.isEmpty(length)) return [];
    if (column > 0 || !numbersRows(cells[column]!)) return [column];
    note('The first column has no name and numbers the rows; it is left out.');
    return [];
  });
}

function numbersRows(cells: Cells): boolean {
  const kinds = countKinds(cells);
  if (kinds[NUMBER]! + kinds[TEXT]! < cells.length || !cells.texts.every((text) => /^\d+$/.test(text)))
    return false;
  return kinds[TEXT]! > 0 || cells.values!.every((value) => Number.isSafeInteger(value) && value >= 0);
}

function reportRagged(
  { shortRows, longRows }: CsvReader,
  kept: readonly number[],
  note: Context['note'],
): void {
  const lastKept = kept.reduce((last, column) => Math.max(last, column), -1);
  const short = shortRows.reduce((sum, count, width) => (width <= lastKept ? sum + count : sum), 0);
  if (short > 0) note(`${countRows(short)} fewer cells than the header; the others are missing.`);
  if (longRows > 0)
    note(`${countRows(longRows)} more cells than the header; those without a column are left out.`);
}

function countRows(count: number): string {
  return count === 1 ? 'One row has' : `${String(count)} rows have`;
}
