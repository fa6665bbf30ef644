import { kindAt, kindOfOther, NUMBER, TEXT } from './cells.ts';
import type { Cell, Cells } from './cells.ts';

/** Cells that are appended row by row, with spare capacity. Loops over many numbers may write to `values` directly. */
export class GrowingCells {
  values: Float64Array;
  /** Null while all cells are numbers. */
  kinds: Uint8Array | null = null;
  readonly texts: string[] = [];
  readonly #places = new Map<string, number>();

  constructor(capacity = 0) {
    this.values = new Float64Array(capacity);
  }

  reserve(capacity: number): void {
    const values = new Float64Array(capacity);
    values.set(this.values);
    this.values = values;
    if (this.kinds === null) return;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.kinds);
    this.kinds = kinds;
  }

  /** Sets a cell of any kind; `value` is its number, or the index of its text. */
  mark(row: number, kind: number, value: number): void {
    this.values[row] = value;
    if (kind === NUMBER && this.kinds === null) return;
    this.kinds ??= new Uint8Array(this.values.length);
    this.kinds[row] = kind;
  }

  /** Sets a cell of any kind to a value. */
  set(row: number, cell: Cell): void {
    if (typeof cell === 'number') this.mark(row, NUMBER, cell);
    else if (typeof cell === 'string') this.mark(row, TEXT, this.placeOf(cell));
    else this.mark(row, kindOfOther(cell), NaN);
  }

  /** Sets cells that have no value. */
  fill(kind: number, start: number, end: number): void {
    if (start >= end) return;
    this.kinds ??= new Uint8Array(this.values.length);
    this.kinds.fill(kind, start, end);
    this.values.fill(NaN, start, end);
  }

  /** Returns the index of a text in the texts. */
  placeOf(text: string): number {
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.texts.length;
      this.#places.set(text, place);
      this.texts.push(text);
    }
    return place;
  }

  /** Returns the first `length` cells. No cell may be added afterwards unless `isCopied`. */
  finish(length: number, isCopied = false): Cells {
    const isAllNumbers = this.kinds?.subarray(0, length).every((kind) => kind === NUMBER) ?? true;
    const kinds = isAllNumbers ? null : this.kinds!.slice(0, length);
    let lastText = -1;
    let hasNumbers = isAllNumbers;
    for (let row = 0; kinds !== null && row < length; row++) {
      if (kinds[row] === TEXT) lastText = Math.max(lastText, this.values[row]!);
      else if (kinds[row] === NUMBER) hasNumbers = true;
    }
    // A truncated row may have left texts that no cell refers to.
    const texts = this.texts.slice(0, lastText + 1);
    const plain = isCopied ? this.values.slice(0, length) : trimmed(this.values, length);
    const values = hasNumbers || texts.length === 0 ? plain : null;
    return { length, kinds, texts, values: values ?? Uint32Array.from(this.values.subarray(0, length)) };
  }
}

/** Releases spare capacity if it is large. */
function trimmed(values: Float64Array, length: number): Float64Array {
  return values.length - length > length / 8 ? values.slice(0, length) : values.subarray(0, length);
}

/** Returns the cells in packed form. */
export function packCells(list: readonly Cell[]): Cells {
  const cells = new GrowingCells(list.length);
  for (let row = 0; row < list.length; row++) cells.set(row, list[row]);
  return cells.finish(list.length);
}

/** Returns the cells with each text mapped. The function is called once per distinct text. */
export function mapTexts(cells: Cells, map: (text: string, place: number) => Cell): Cells {
  const mapped = packCells(cells.texts.map(map));
  const { length } = cells;
  const [values, kinds] = [new Float64Array(length), new Uint8Array(length)];
  let hasNumbers = false;
  for (let row = 0; row < length; row++) {
    const kind = kindAt(cells, row);
    const place = kind === TEXT ? cells.values![row]! : -1;
    kinds[row] = place < 0 ? kind : kindAt(mapped, place);
    hasNumbers ||= kinds[row] === NUMBER;
    values[row] = place >= 0 ? (mapped.values?.[place] ?? NaN) : kind === NUMBER ? cells.values![row]! : NaN;
  }
  const isPlain = hasNumbers || mapped.texts.length === 0;
  return { length, kinds, texts: mapped.texts, values: isPlain ? values : Uint32Array.from(values) };
}
