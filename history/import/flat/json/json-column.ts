import { FALSE, NUMBER, TEXT, TRUE } from '../../../runs/cells.ts';
import type { Cells } from '../../../runs/cells.ts';
import { GrowingCells } from '../../../runs/growing-cells.ts';
import { MISSING, NOT_APPLICABLE } from '../../../table/table.ts';
import { decodeText, TextIndex } from '../text-index.ts';

/** The values of a key as they come, record after record. */
export class JsonColumn extends GrowingCells {
  /** Up to which record there are values. */
  filled = 0;
  /** The first record that holds a list or an object here; Infinity where none does. */
  nestedFrom = Infinity;
  readonly #index = new TextIndex();
  /** For each entry of the index the place of its text: a text may be written in several ways. */
  readonly #places: number[] = [];

  /**
   * @param key how the name stands in the file, with its quotes
   * @param position the place among the keys of the file
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
   * A text of which the quotes around are gone.
   * @throws {SyntaxError} {TypeError} where it is none
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

  /** A list or an object. */
  nested(row: number): void {
    this.nestedFrom = Math.min(this.nestedFrom, row);
    this.#set(row, NOT_APPLICABLE, NaN);
  }

  #set(row: number, kind: number, value: number): void {
    if (this.filled !== row) this.#skipTo(row);
    this.mark(row, kind, value);
    this.filled = row + 1;
  }

  /** The records between have no such key. One that was taken back is written anew. */
  #skipTo(row: number): void {
    this.fill(NOT_APPLICABLE, this.filled, row);
    this.filled = row;
  }

  override finish(length: number, isCopied = false): Cells {
    this.#skipTo(length);
    return super.finish(length, isCopied);
  }
}
