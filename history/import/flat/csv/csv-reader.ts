import { NUMBER } from '../../../runs/cells.ts';
import { MISSING } from '../../../table/table.ts';
import { rowCapacity } from '../../files/bytes.ts';
import { scaled } from '../../files/number-bytes.ts';
import { OddCsv } from './odd-csv.ts';
import { TextColumn } from './text-column.ts';
import type { ColumnReading } from './text-column.ts';

const [TAB, LF, CR, SPACE, QUOTE, PLUS, COMMA, MINUS, POINT] = [9, 10, 13, 32, 34, 43, 44, 45, 46];
const [ZERO, SEMICOLON, LOWER_E] = [48, 59, 101];

const ODD_END = 'a line or a quote ends in an odd way';

const encoder = new TextEncoder();

/** How the cells of a file are told apart and taken. */
export interface CsvLayout {
  /** The byte between two cells. */
  readonly delimiter: number;
  /** The header, trimmed. */
  readonly header: readonly string[];
  /** Per column of the header; null for one that is not wanted. */
  readonly columns: readonly (ColumnReading | null)[];
  readonly decimalComma: boolean;
}

/** Reads the rows below the header of a CSV file from bytes straight into columns. */
export class CsvReader {
  readonly columns: readonly (TextColumn | null)[];
  length = 0;
  /** Rows before which the header stood again. */
  readonly restarts = new Set<number>();
  /** How many rows have so many cells, for those that have fewer than the header. */
  readonly shortRows: number[];
  /** How many rows have more than blanks beyond the last column. */
  longRows = 0;
  /** How many cells the last row had. */
  lastWidth = 0;
  /** Whether a plain number had a fraction, looked at only where the cells are parted by semicolons. */
  hasFraction = false;
  #capacity = 0;
  readonly #delimiter: number;
  readonly #point: number;
  readonly #width: number;
  readonly #header: readonly Uint8Array[];
  readonly #values: Float64Array[];

  constructor(private readonly layout: CsvLayout) {
    this.#delimiter = layout.delimiter;
    this.#point = layout.decimalComma ? COMMA : POINT;
    this.#width = layout.header.length;
    this.shortRows = new Array<number>(this.#width).fill(0);
    this.columns = layout.columns.map((reading) => reading && new TextColumn(reading));
    this.#values = this.columns.map(() => new Float64Array(0));
    this.#header = layout.header.map((name) => encoder.encode(name));
    this.reserve(Math.max(1, Math.min(64, Math.floor(2 ** 16 / this.#width))));
  }

  /** Makes room for so many rows at once. */
  reserve(capacity: number): void {
    if (capacity <= this.#capacity) return;
    const rows = rowCapacity(this.length, capacity, this.#width);
    this.#capacity = rows;
    for (const [index, column] of this.columns.entries()) {
      column?.reserve(rows);
      this.#values[index] = column?.values ?? new Float64Array(rows);
    }
  }

  /**
   * Reads whole rows.
   * @param end behind a line feed
   * @returns where the first row begins that is not whole
   * @throws {OddCsv}
   */
  read(bytes: Uint8Array, from: number, end: number): number {
    const { delimiter } = this.layout;
    const width = this.#width;
    const { columns } = this;
    const values = this.#values;
    let at = from;
    while (at < end) {
      const start = at;
      let byte = bytes[at]!;
      if (byte === LF || (byte === CR && bytes[at + 1] === LF)) {
        at += byte === LF ? 1 : 2;
        continue;
      }
      if (this.#beginsHeader(byte)) {
        const behind = this.behindHeader(bytes, at, end);
        if (behind > 0) {
          this.restarts.add(this.length);
          this.lastWidth = width;
          at = behind;
          continue;
        }
      }
      if (this.length === this.#capacity) this.reserve(2 * this.#capacity);
      const row = this.length;
      let column = 0;
      let filled = 0;
      let isLong = false;
      for (;;) {
        const cell = at;
        const kept = column < width ? columns[column]! : null;
        const behindNumber =
          kept === null || kept.reading.isText
            ? -1
            : this.#readNumber(bytes, cell, kept, values[column]!, row);
        if (behindNumber >= 0) {
          filled++;
          at = behindNumber;
        }
        byte = bytes[at]!;
        if (byte !== delimiter && byte !== LF && byte !== CR) {
          // Not a plain number, nor empty, nor just read.
          const behind = this.#readCell(bytes, cell, end, kept, row);
          if (behind < 0) return this.#forget(row, start);
          if (this.#isFilled) {
            filled++;
            if (column >= width) isLong = true;
          }
          at = behind;
          byte = bytes[at]!;
        } else if (at === cell && kept !== null) kept.mark(row, MISSING, NaN);
        column++;
        if (byte === delimiter) {
          at++;
          continue;
        }
        if (byte === CR && bytes[++at] !== LF) throw new OddCsv(ODD_END);
        at++;
        break;
      }
      if (filled === 0) {
        this.#forget(row, start);
        continue;
      }
      if (column < width) {
        this.shortRows[column]!++;
        for (let rest = column; rest < width; rest++) this.columns[rest]?.mark(row, MISSING, NaN);
      }
      if (isLong) this.longRows++;
      this.lastWidth = column;
      this.length++;
    }
    return at;
  }

  /**
   * Reads a plain number with the blanks around it: nearly every cell of a large file is one.
   * @returns where the cell ends; -1 where it is anything else
   */
  #readNumber(
    bytes: Uint8Array,
    cell: number,
    column: TextColumn,
    values: Float64Array,
    row: number,
  ): number {
    const delimiter = this.#delimiter;
    const point = this.#point;
    let at = cell;
    while (this.#isPadding(bytes[at]!)) at++;
    const isNegative = bytes[at] === MINUS;
    if (isNegative || bytes[at] === PLUS) at++;
    let number = 0;
    const whole = at;
    for (; isDigit(bytes[at]!); at++) number = number * 10 + (bytes[at]! - ZERO);
    let digits = at - whole;
    let exponent = 0;
    if (bytes[at] === point && delimiter !== point) {
      const fraction = ++at;
      for (; isDigit(bytes[at]!); at++) number = number * 10 + (bytes[at]! - ZERO);
      exponent = fraction - at;
      digits -= exponent;
      // Half of 1,5 is a number in some countries; 1, is one nowhere.
      if (exponent === 0 && point === COMMA) return -1;
      if (exponent < 0 && delimiter === SEMICOLON) this.hasFraction = true;
    }
    if (digits === 0) return -1;
    if ((bytes[at]! | 32) === LOWER_E) {
      const isSmall = bytes[++at] === MINUS;
      if (isSmall || bytes[at] === PLUS) at++;
      const power = at;
      let scale = 0;
      for (; isDigit(bytes[at]!) && scale < 10_000; at++) scale = scale * 10 + (bytes[at]! - ZERO);
      if (at === power) return -1;
      exponent += isSmall ? -scale : scale;
    }
    while (this.#isPadding(bytes[at]!)) at++;
    if (bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) return -1;
    const value = scaled(number, exponent);
    if (Number.isNaN(value)) return -1;
    values[row] = isNegative ? -value : value;
    if (column.kinds !== null) column.kinds[row] = NUMBER;
    return at;
  }

  /** Blanks beside a number, of which a tab is none that parts cells. */
  #isPadding(byte: number): boolean {
    return byte === SPACE || (byte === TAB && this.#delimiter !== TAB);
  }

  /** Adds a row of texts, trimmed. */
  addRow(texts: readonly string[]): void {
    const { header } = this.layout;
    this.lastWidth = texts.length;
    if (texts.length === header.length && texts.every((text, column) => text === header[column])) {
      this.restarts.add(this.length);
      return;
    }
    if (this.length === this.#capacity) this.reserve(2 * this.#capacity);
    for (const [index, column] of this.columns.entries()) {
      const bytes = encoder.encode(texts[index] ?? '');
      column?.add(this.length, bytes, 0, bytes.length);
    }
    if (texts.length < header.length) this.shortRows[texts.length]!++;
    if (texts.slice(header.length).some((text) => text !== '')) this.longRows++;
    this.length++;
  }

  /** Takes back the last row. */
  dropLast(): void {
    this.length--;
    if (this.lastWidth < this.#width) this.shortRows[this.lastWidth]!--;
  }

  #forget(row: number, start: number): number {
    for (const column of this.columns)
      if (column !== null && column.kinds !== null) column.kinds[row] = NUMBER;
    return start;
  }

  /** Whether the cell that was read last had anything in it. */
  #isFilled = false;

  /** Reads a cell of any sort; gives where it ends, or -1 where the bytes end before it does. */
  #readCell(bytes: Uint8Array, cell: number, end: number, column: TextColumn | null, row: number): number {
    const { delimiter } = this.layout;
    const isQuoted = bytes[cell] === QUOTE;
    let start = isQuoted ? cell + 1 : cell;
    let stop = start;
    let behind = cell;
    let isEscaped = false;
    if (isQuoted) {
      for (;;) {
        while (stop < end && bytes[stop] !== QUOTE) stop++;
        if (stop >= end) return -1;
        if (bytes[stop + 1] !== QUOTE) break;
        isEscaped = true;
        stop += 2;
      }
      behind = stop + 1;
      const next = bytes[behind];
      if (next !== delimiter && next !== LF && next !== CR) throw new OddCsv(ODD_END);
    } else {
      while (bytes[behind] !== delimiter && bytes[behind] !== LF && bytes[behind] !== CR) behind++;
      stop = behind;
    }
    while (start < stop && isBlank(bytes[start]!)) start++;
    if (!isQuoted && start > cell && bytes[start] === QUOTE) throw new OddCsv(ODD_END);
    while (stop > start && isBlank(bytes[stop - 1]!)) stop--;
    this.#isFilled = column?.add(row, bytes, start, stop, isEscaped) ?? isFilled(bytes, start, stop);
    return behind;
  }

  #beginsHeader(byte: number): boolean {
    const [first] = this.#header;
    return byte === SPACE || byte === QUOTE || byte === TAB || first!.length === 0 || byte === first![0];
  }

  /** Where the row behind a header begins that stands at `at` again; 0 where none does. */
  behindHeader(bytes: Uint8Array, from: number, end: number): number {
    let at = from;
    for (let column = 0; column < this.#width; column++) {
      while (this.#isPadding(bytes[at]!)) at++;
      const isQuoted = bytes[at] === QUOTE;
      if (isQuoted) at++;
      for (const byte of this.#header[column]!) if (bytes[at++] !== byte) return 0;
      if (isQuoted && bytes[at++] !== QUOTE) return 0;
      while (this.#isPadding(bytes[at]!)) at++;
      if (column + 1 < this.#width && bytes[at++] !== this.layout.delimiter) return 0;
    }
    if (bytes[at] === CR) at++;
    return at < end && bytes[at] === LF ? at + 1 : 0;
  }
}

/** Whether a cell that no column takes holds more than blanks, of which Unicode has some. */
function isFilled(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end || bytes[start]! < 0x80) return start < end;
  return new TextDecoder().decode(bytes.subarray(start, end)).trim() !== '';
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}

/** The blanks of ASCII; `trim` takes others away from the text. */
function isBlank(byte: number): boolean {
  return byte === SPACE || (byte >= TAB && byte <= CR);
}
