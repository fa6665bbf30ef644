import { countKinds, NUMBER } from '../../../runs/cells.ts';
import { GrowingCells } from '../../../runs/growing-cells.ts';
import { MISSING } from '../../../table/table.ts';
import { asciiText } from '../../files/number-bytes.ts';
import { POINT_NUMBER, readCell } from '../text-cells.ts';
import { decodeText, TextIndex } from '../text-index.ts';
import { OddCsv } from './odd-csv.ts';

/** How the cells of a column are taken. */
export interface ColumnReading {
  /** Whether numbers stay the texts that they are. */
  readonly isText: boolean;
  /** Whether 0,5 is a half. */
  readonly decimalComma: boolean;
}

/** The cells of a column of a CSV file as they come, row after row. */
export class TextColumn extends GrowingCells {
  /** Whether some number that was no plain one was written with a decimal point. */
  hasPoint = false;
  readonly #index = new TextIndex();
  /** Of each entry of the index what such a cell is: its kind, and its number or the place of its text. */
  readonly #kinds: number[] = [];
  readonly #values: number[] = [];
  /** The entries that are nothing but blanks. */
  readonly #blanks = new Set<number>();

  constructor(readonly reading: ColumnReading) {
    super();
  }

  /** Whether every one of the first so many cells was empty. */
  isEmpty(length: number): boolean {
    return (
      this.#index.count === this.#blanks.size && countKinds({ length, kinds: this.kinds })[MISSING] === length
    );
  }

  /**
   * A cell of which the quotes and the blanks of ASCII around are gone; `isEscaped` where quotes in it are doubled.
   * @returns whether it holds anything
   * @throws {OddCsv} where it is no text
   */
  add(row: number, bytes: Uint8Array, start: number, end: number, isEscaped = false): boolean {
    if (start === end) {
      this.mark(row, MISSING, NaN);
      return false;
    }
    if (this.#addNumber(row, bytes, start, end)) return true;
    const entry = this.#index.find(bytes, start, end);
    if (entry === this.#kinds.length) this.#learn(textOf(bytes, start, end, isEscaped));
    this.mark(row, this.#kinds[entry]!, this.#values[entry]!);
    return !this.#blanks.has(entry);
  }

  /** Numbers with many digits or in quotes: hardly two are the same, so they are not kept as texts. */
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

  #learn(text: string): void {
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
    throw new OddCsv('there are bytes that are no UTF-8', { cause: error });
  }
  if (text.includes('\0')) throw new OddCsv('there are bytes that are zero');
  return (isEscaped ? text.replaceAll('""', '"') : text).trim();
}

function isOfNumber(byte: number): boolean {
  const [zero, nine, plus, comma, minus, point, e] = [48, 57, 43, 44, 45, 46, 101];
  if (byte >= zero && byte <= nine) return true;
  return byte === point || byte === minus || byte === plus || byte === comma || (byte | 32) === e;
}
