import { FALSE, NUMBER, TEXT, TRUE } from '../../../runs/cells.ts';
import type { Cells } from '../../../runs/cells.ts';
import { GrowingCells } from '../../../runs/growing-cells.ts';
import { MISSING, NOT_APPLICABLE } from '../../../table/table.ts';
import { decodeText, TextIndex } from '../text-index.ts';

/** The values of a key, appended record by record. */
export class JsonColumn extends GrowingCells {
  /** Number of records with a value in this column. */
  filled = 0;
  /** The first record with a list or object in this column; Infinity if none. */
  nestedFrom = Infinity;
  readonly #index = new TextIndex();
  /** The text index of each entry: a text may have several spellings. */
  readonly #places: number[] = [];

  /**
   * @param key the name as written in the file, with quotes
   * @param position index among the keys of the file
   */
  constructor(
    readonly name: string,
    readonly key: Uint8Array,
    readonly position: number,
    capacity: number,
  ) {
    super(capacity);
  }

  number(row: number, value: number): void {
    if (this.filled !== row) this.#skipTo(row);
    this.values[row] = value;
    if (this.kinds !== null) this.kinds[row] = NUMBER;
    this.filled = row + 1;
  }

  /**
   * Appends text given without its quotes.
   * @throws {SyntaxError} if an escape is invalid
   * @throws {TypeError} if it is not UTF-8
   */
  text(row: number, bytes: Uint8Array, start: number, end: number, isEscaped: boolean): void {
    const entry = this.#index.find(bytes, start, end);
    if (entry === this.#places.length) {
      const raw = decodeText(bytes, start, end);
      this.#places.push(this.placeOf(isEscaped ? (JSON.parse(`"${raw}"`) as string) : raw));
    }
    this.#set(row, TEXT, this.#places[entry]!);
  }

  word(row: number, value: boolean | null): void {
    this.#set(row, value === null ? MISSING : value ? TRUE : FALSE, NaN);
  }

  /** Appends a list or an object. */
  nested(row: number): void {
    this.nestedFrom = Math.min(this.nestedFrom, row);
    this.#set(row, NOT_APPLICABLE, NaN);
  }

  #set(row: number, kind: number, value: number): void {
    if (this.filled !== row) this.#skipTo(row);
    this.mark(row, kind, value);
    this.filled = row + 1;
  }

  /** The records in between lack the key. */
  #skipTo(row: number): void {
    this.fill(NOT_APPLICABLE, this.filled, row);
    this.filled = row;
  }

  override finish(length: number, isCopied = false): Cells {
    this.#skipTo(length);
    return super.finish(length, isCopied);
  }
}
