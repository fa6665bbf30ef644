import { rowCapacity } from '../../files/bytes.ts';
import { asciiText, scaled } from '../../files/number-bytes.ts';
import { decodeText, TextIndex } from '../text-index.ts';
import { parseJson } from '../../../file/json.ts';
import { JsonColumn } from './json-column.ts';

const [TAB, LF, CR, SPACE, QUOTE, PLUS, COMMA, MINUS, POINT, ZERO, NINE] = [
  9, 10, 13, 32, 34, 43, 44, 45, 46, 48, 57,
];
const [COLON, OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN, CLOSE] = [58, 91, 92, 93, 123, 125];

/** Thrown if the bytes are not a flat record, or end before it does. */
export class NotARecordError extends Error {
  override readonly name = 'NotARecordError';
}

const WORDS: readonly [text: string, value: number | boolean | null][] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
];
const wordBytes = WORDS.map(([text, value]) => ({ bytes: new TextEncoder().encode(text), value }));

/** Reads flat records, objects of scalars, from bytes directly into columns. */
export class JsonReader {
  readonly columns: JsonColumn[] = [];
  length = 0;
  #capacity = 64;
  /** Every spelling of a key, and its column. */
  readonly #keys = new TextIndex();
  readonly #columnOfKey: JsonColumn[] = [];
  readonly #columnOfName = new Map<string, JsonColumn>();

  /** Increases the capacity to a number of records. */
  reserve(capacity: number): void {
    if (capacity <= this.#capacity) return;
    this.#capacity = rowCapacity(this.length, capacity, this.columns.length);
    for (const column of this.columns) column.reserve(this.#capacity);
  }

  /**
   * Reads one record.
   * @param from offset of its opening brace
   * @returns offset after its closing brace
   * @throws {NotARecordError}
   */
  read(bytes: Uint8Array, from: number): number {
    if (this.length === this.#capacity) this.reserve(2 * this.#capacity);
    const row = this.length;
    const { columns } = this;
    if (bytes[from] !== OPEN) throw new NotARecordError();
    let at = skipBlank(bytes, from + 1);
    if (bytes[at] === CLOSE) {
      this.length++;
      return at + 1;
    }
    let next = 0;
    for (;;) {
      // Records nearly always have the same keys in the same order.
      let column = columns[next];
      const keyEnd = column === undefined ? -1 : endOfKey(bytes, at, column.key);
      if (keyEnd >= 0) at = keyEnd;
      else {
        const end = endOfText(bytes, at);
        column = this.#columnOf(bytes, at, end);
        at = end;
      }
      if (column!.filled > row) throw new NotARecordError('a key is repeated');
      if (bytes[at] !== COLON) {
        at = skipBlank(bytes, at);
        if (bytes[at] !== COLON) throw new NotARecordError();
      }
      at++;
      if (bytes[at]! <= SPACE) at = skipBlank(bytes, at);
      at = readValue(bytes, at, column!, row);
      if (bytes[at]! <= SPACE) at = skipBlank(bytes, at);
      const mark = bytes[at++];
      if (mark === CLOSE) break;
      if (mark !== COMMA) throw new NotARecordError();
      if (bytes[at]! <= SPACE) at = skipBlank(bytes, at);
      next = column!.position + 1;
    }
    this.length++;
    return at;
  }

  /** Removes all but the first `length` records, and the values of an incomplete one. */
  truncate(length: number): void {
    this.length = length;
    for (const column of this.columns) {
      column.filled = Math.min(column.filled, this.length);
      if (column.nestedFrom >= this.length) column.nestedFrom = Infinity;
    }
  }

  #columnOf(bytes: Uint8Array, start: number, end: number): JsonColumn {
    const entry = this.#keys.find(bytes, start, end);
    const known = this.#columnOfKey[entry];
    if (known) return known;
    const name = JSON.parse(decodeText(bytes, start, end)) as string;
    let column = this.#columnOfName.get(name);
    if (!column) {
      rowCapacity(this.#capacity - 1, this.#capacity, this.columns.length + 1);
      column = new JsonColumn(name, bytes.slice(start, end), this.columns.length, this.#capacity);
      this.#columnOfName.set(name, column);
      this.columns.push(column);
    }
    this.#columnOfKey[entry] = column;
    return column;
  }
}

export function skipBlank(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === SPACE || bytes[at] === LF || bytes[at] === CR || bytes[at] === TAB) at++;
  return at;
}

/** Returns the offset after the key if it is at `from`, otherwise -1. */
function endOfKey(bytes: Uint8Array, from: number, key: Uint8Array): number {
  for (let i = 0; i < key.length; i++) if (bytes[from + i] !== key[i]) return -1;
  return from + key.length;
}

/** Returns the offset after the string that opens at `from`. */
function endOfText(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== QUOTE) throw new NotARecordError();
  let at = from + 1;
  for (;;) {
    const byte = bytes[at++]!;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at++;
    else if (!(byte >= SPACE)) throw new NotARecordError();
  }
}

/** Reads a value into the column; returns the offset after it. */
function readValue(bytes: Uint8Array, from: number, column: JsonColumn, row: number): number {
  const first = bytes[from]!;
  if (first === MINUS || (first >= ZERO && first <= NINE)) return readNumber(bytes, from, column, row);
  if (first === QUOTE) {
    const end = endOfText(bytes, from);
    const slash = bytes.subarray(from + 1, end - 1).indexOf(BACKSLASH);
    column.text(row, bytes, from + 1, end - 1, slash >= 0);
    return end;
  }
  if (first === OPEN || first === OPEN_LIST) {
    const end = endOfNested(bytes, from);
    // Throws if it is not valid JSON.
    parseJson(decodeText(bytes, from, end));
    column.nested(row);
    return end;
  }
  return readWord(bytes, from, column, row);
}

function readNumber(bytes: Uint8Array, from: number, column: JsonColumn, row: number): number {
  let at = from;
  let byte = bytes[at]!;
  const isNegative = byte === MINUS;
  if (isNegative) byte = bytes[++at]!;
  const whole = at;
  let number = 0;
  while (byte >= ZERO && byte <= NINE) {
    number = number * 10 + (byte - ZERO);
    byte = bytes[++at]!;
  }
  if (at === whole) return readWord(bytes, from, column, row);
  if (bytes[whole] === ZERO && at > whole + 1) throw new NotARecordError('a number begins with a zero');
  let exponent = 0;
  let isWhole = true;
  if (byte === POINT) {
    isWhole = false;
    byte = bytes[++at]!;
    const fraction = at;
    while (byte >= ZERO && byte <= NINE) {
      number = number * 10 + (byte - ZERO);
      byte = bytes[++at]!;
    }
    exponent = fraction - at;
    if (exponent === 0) throw new NotARecordError('a number ends with a point');
  }
  if ((byte | 32) === 101) {
    isWhole = false;
    byte = bytes[++at]!;
    const isSmall = byte === MINUS;
    if (isSmall || byte === PLUS) byte = bytes[++at]!;
    const power = at;
    let scale = 0;
    while (byte >= ZERO && byte <= NINE) {
      if (scale < 10_000) scale = scale * 10 + (byte - ZERO);
      byte = bytes[++at]!;
    }
    if (at === power) throw new NotARecordError('a number ends with its e');
    exponent += isSmall ? -scale : scale;
  }
  const value = scaled(number, exponent);
  if (value === value) column.number(row, isNegative ? -value : value);
  // A double may not represent it exactly: an id, which stays text.
  else if (isWhole) column.text(row, bytes, from, at, false);
  else column.number(row, Number(asciiText(bytes, from, at)));
  return at;
}

function readWord(bytes: Uint8Array, from: number, column: JsonColumn, row: number): number {
  for (const { bytes: word, value } of wordBytes) {
    const end = endOfKey(bytes, from, word);
    if (end < 0) continue;
    if (typeof value === 'number') column.number(row, value);
    else column.word(row, value);
    return end;
  }
  throw new NotARecordError();
}

/** Returns the offset after the list or object that opens at `from`. */
function endOfNested(bytes: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length;) {
    switch (bytes[at]) {
      case QUOTE:
        at = endOfText(bytes, at);
        continue;
      case OPEN:
      case OPEN_LIST:
        depth++;
        break;
      case CLOSE:
      case CLOSE_LIST:
        if (--depth === 0) return at + 1;
    }
    at++;
  }
  throw new NotARecordError();
}
