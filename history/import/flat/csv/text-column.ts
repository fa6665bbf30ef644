import { countKinds, NUMBER } from '../../../runs/cells.ts';
import { GrowingCells } from '../../../runs/growing-cells.ts';
import { MISSING } from '../../../table/table.ts';
import { asciiText } from '../../files/number-bytes.ts';
import { POINT_NUMBER, readCell } from '../text-cells.ts';
import { decodeText, TextIndex } from '../text-index.ts';
import { NonStandardCsvError } from './non-standard-csv-error.ts';

/** How the cells of a column are read. */
export interface ColumnReading {
  /** Whether numbers are kept as text. */
  readonly isText: boolean;
  /** Whether numbers have decimal commas. */
  readonly decimalComma: boolean;
}

/** A column of a CSV file, appended row by row. */
export class TextColumn extends GrowingCells {
  /** Whether a number other than a plain one has a decimal point. */
  hasPoint = false;
  readonly #index = new TextIndex();
  /** The kind of each entry of the index, and its number or the index of its text. */
  readonly #kinds: number[] = [];
  readonly #values: number[] = [];
  /** The blank entries. */
  readonly #blanks = new Set<number>();

  constructor(readonly reading: ColumnReading) {
    super();
  }

  /** Whether the first `length` cells are empty. */
  isEmpty(length: number): boolean {
    return (
      this.#index.count === this.#blanks.size && countKinds({ length, kinds: this.kinds })[MISSING] === length
    );
  }

  /**
   * Appends a cell, given without its quotes and surrounding ASCII blanks.
   * @param isEscaped whether quotes in it are doubled
   * @returns whether it is not blank
   * @throws {NonStandardCsvError} if it is not UTF-8 text
   */
  add(row: number, bytes: Uint8Array, start: number, end: number, isEscaped = false): boolean {
    if (start === end) {
      this.mark(row, MISSING, NaN);
      return false;
    }
    if (this.#addNumber(row, bytes, start, end)) return true;
    const entry = this.#index.find(bytes, start, end);
    if (entry === this.#kinds.length) this.#addEntry(textOf(bytes, start, end, isEscaped));
    this.mark(row, this.#kinds[entry]!, this.#values[entry]!);
    return !this.#blanks.has(entry);
  }

  /** Numbers with many digits or in quotes are mostly distinct, so they are not added to the index. */
  #addNumber(row: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.reading.isText) return false;
    for (let at = start; at < end; at++) if (!isOfNumber(bytes[at]!)) return false;
    const text = asciiText(bytes, start, end);
    const [kind, value] = readCell(text, this.reading);
    if (kind !== NUMBER) return false;
    if (POINT_NUMBER.test(text)) this.hasPoint = true;
    this.mark(row, NUMBER, value as number);
    return true;
  }

  #addEntry(text: string): void {
    const [kind, value] = readCell(text, this.reading);
    if (POINT_NUMBER.test(text)) this.hasPoint = true;
    if (text === '') this.#blanks.add(this.#kinds.length);
    this.#kinds.push(kind);
    this.#values.push(typeof value === 'number' ? value : this.placeOf(value));
  }
}

function textOf(bytes: Uint8Array, start: number, end: number, isEscaped: boolean): string {
  let text: string;
  try {
    text = decodeText(bytes, start, end);
  } catch (error) {
    throw new NonStandardCsvError('there are bytes that are not UTF-8', { cause: error });
  }
  if (text.includes('\0')) throw new NonStandardCsvError('there are zero bytes');
  return (isEscaped ? text.replaceAll('""', '"') : text).trim();
}

function isOfNumber(byte: number): boolean {
  const [zero, nine, plus, comma, minus, point, e] = [48, 57, 43, 44, 45, 46, 101];
  if (byte >= zero && byte <= nine) return true;
  return byte === point || byte === minus || byte === plus || byte === comma || (byte | 32) === e;
}
