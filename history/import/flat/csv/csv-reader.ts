import { NUMBER } from '../../../runs/cells.ts';
import { MISSING } from '../../../table/table.ts';
import { rowCapacity } from '../../files/bytes.ts';
import { scaled } from '../../files/number-bytes.ts';
import { NonStandardCsvError } from './non-standard-csv-error.ts';
import { TextColumn } from './text-column.ts';
import type { ColumnReading } from './text-column.ts';

const [TAB, LF, CR, SPACE, QUOTE, PLUS, COMMA, MINUS, POINT] = [9, 10, 13, 32, 34, 43, 44, 45, 46];
const [ZERO, SEMICOLON, LOWER_E] = [48, 59, 101];

const INVALID_END = 'a quote or line end does not conform to RFC 4180';

const encoder = new TextEncoder();

/** The delimiter and columns of a CSV file, and how cells are read. */
export interface CsvLayout {
  /** The byte between two cells. */
  readonly delimiter: number;
  /** The header, trimmed. */
  readonly header: readonly string[];
  /** Per column of the header; null for columns that are skipped. */
  readonly columns: readonly (ColumnReading | null)[];
  readonly decimalComma: boolean;
}

/** Reads the rows below the header of a CSV file from bytes directly into columns. */
export class CsvReader {
  readonly columns: readonly (TextColumn | null)[];
  length = 0;
  /** Rows before which the header is repeated. */
  readonly restarts = new Set<number>();
  /** Number of rows by their number of cells, for rows shorter than the header. */
  readonly shortRows: number[];
  /** Number of rows with non-blank cells beyond the last column. */
  longRows = 0;
  /** Number of cells of the last row. */
  lastWidth = 0;
  /** Whether a plain number has a fraction; only determined if the delimiter is a semicolon. */
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

  /** Increases the capacity to a number of rows. */
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
   * Reads complete rows.
   * @param end offset after a line feed
   * @returns the offset of the first incomplete row
   * @throws {NonStandardCsvError}
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
        const headerEnd = this.endOfHeader(bytes, at, end);
        if (headerEnd > 0) {
          this.restarts.add(this.length);
          this.lastWidth = width;
          at = headerEnd;
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
        const numberEnd =
          kept === null || kept.reading.isText
            ? -1
            : this.#readNumber(bytes, cell, kept, values[column]!, row);
        if (numberEnd >= 0) {
          filled++;
          at = numberEnd;
        }
        byte = bytes[at]!;
        if (byte !== delimiter && byte !== LF && byte !== CR) {
          // Neither a plain number nor empty.
          const cellEnd = this.#readCell(bytes, cell, end, kept, row);
          if (cellEnd < 0) return this.#discardRow(row, start);
          if (this.#isFilled) {
            filled++;
            if (column >= width) isLong = true;
          }
          at = cellEnd;
          byte = bytes[at]!;
        } else if (at === cell && kept !== null) kept.mark(row, MISSING, NaN);
        column++;
        if (byte === delimiter) {
          at++;
          continue;
        }
        if (byte === CR && bytes[++at] !== LF) throw new NonStandardCsvError(INVALID_END);
        at++;
        break;
      }
      if (filled === 0) {
        this.#discardRow(row, start);
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
   * Reads a plain number with surrounding blanks, as are nearly all cells of a large file.
   * @returns the offset after the cell; -1 for any other cell
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
      // `1.` is a number, but `1,` is not.
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

  /** Whether a byte is a blank and not the delimiter. */
  #isPadding(byte: number): boolean {
    return byte === SPACE || (byte === TAB && this.#delimiter !== TAB);
  }

  /** Appends a row of trimmed texts. */
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

  /** Removes the last row. */
  dropLast(): void {
    this.length--;
    if (this.lastWidth < this.#width) this.shortRows[this.lastWidth]!--;
  }

  #discardRow(row: number, start: number): number {
    for (const column of this.columns)
      if (column !== null && column.kinds !== null) column.kinds[row] = NUMBER;
    return start;
  }

  /** Whether the last cell was not blank. */
  #isFilled = false;

  /** Reads any cell; returns the offset after it, or -1 if it is incomplete. */
  #readCell(bytes: Uint8Array, cell: number, end: number, column: TextColumn | null, row: number): number {
    const { delimiter } = this.layout;
    const isQuoted = bytes[cell] === QUOTE;
    let start = isQuoted ? cell + 1 : cell;
    let stop = start;
    let next = cell;
    let isEscaped = false;
    if (isQuoted) {
      for (;;) {
        while (stop < end && bytes[stop] !== QUOTE) stop++;
        if (stop >= end) return -1;
        if (bytes[stop + 1] !== QUOTE) break;
        isEscaped = true;
        stop += 2;
      }
      next = stop + 1;
      const byte = bytes[next];
      if (byte !== delimiter && byte !== LF && byte !== CR) throw new NonStandardCsvError(INVALID_END);
    } else {
      while (bytes[next] !== delimiter && bytes[next] !== LF && bytes[next] !== CR) next++;
      stop = next;
    }
    while (start < stop && isBlank(bytes[start]!)) start++;
    if (!isQuoted && start > cell && bytes[start] === QUOTE) throw new NonStandardCsvError(INVALID_END);
    while (stop > start && isBlank(bytes[stop - 1]!)) stop--;
    this.#isFilled = column?.add(row, bytes, start, stop, isEscaped) ?? isFilled(bytes, start, stop);
    return next;
  }

  #beginsHeader(byte: number): boolean {
    const [first] = this.#header;
    return byte === SPACE || byte === QUOTE || byte === TAB || first!.length === 0 || byte === first![0];
  }

  /** Returns the offset of the row after a header at `from`; 0 if there is no header. */
  endOfHeader(bytes: Uint8Array, from: number, end: number): number {
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

/** Whether a cell outside the columns is not blank, including Unicode blanks. */
function isFilled(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end || bytes[start]! < 0x80) return start < end;
  return new TextDecoder().decode(bytes.subarray(start, end)).trim() !== '';
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}

/** ASCII blanks; `trim` removes others from text. */
function isBlank(byte: number): boolean {
  return byte === SPACE || (byte >= TAB && byte <= CR);
}
