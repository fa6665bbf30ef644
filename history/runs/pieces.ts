import { allocate, isTexts, namesOfArrays } from './split.ts';
import type { ChunkShell, DataArray, SplitChunk } from './split.ts';

/** A copy of a range of one of the arrays of a chunk. */
export interface ArrayPiece {
  /** Index in the arrays of its chunk. */
  readonly array: number;
  /** Offset in the array. */
  readonly at: number;
  readonly data: DataArray;
}

/** The size of pieces: copying one takes a few milliseconds. */
const PIECE_BYTES = 2 ** 20;
const PIECE_TEXTS = 2 ** 13;

/** The arrays of a chunk in pieces, one after another, so that a thread can do other things between them. */
export function* piecesOf({ arrays }: SplitChunk): Iterable<ArrayPiece> {
  for (const [array, whole] of arrays.entries()) {
    const step = isTexts(whole) ? PIECE_TEXTS : PIECE_BYTES / whole.BYTES_PER_ELEMENT;
    for (let at = 0; at < whole.length; at += step) yield { array, at, data: whole.slice(at, at + step) };
  }
}

/** The pieces in lists of about the size of one long piece, so that short ones do not travel alone. */
export function* batchesOf<Piece extends ArrayPiece>(pieces: Iterable<Piece>): Iterable<Piece[]> {
  let batch: Piece[] = [];
  let size = 0;
  for (const piece of pieces) {
    const { data } = piece;
    const own = isTexts(data) ? data.length / PIECE_TEXTS : data.byteLength / PIECE_BYTES;
    if (batch.length > 0 && size + own > 1) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(piece);
    size += own;
  }
  if (batch.length > 0) yield batch;
}

/**
 * The inverse of `piecesOf`: takes the pieces in any order.
 * @throws {RangeError} if pieces are missing or do not fit, naming the column
 */
export async function joinPieces(
  shell: ChunkShell,
  pieces: AsyncIterable<ArrayPiece> | Iterable<ArrayPiece>,
): Promise<SplitChunk> {
  const names = namesOfArrays(shell);
  if (names.length !== shell.arrays.length)
    throw new RangeError(
      `${String(shell.arrays.length)} arrays are described, and the columns have ${String(names.length)}.`,
    );
  const filled = new FilledArrays();
  const arrays = shell.arrays.map(allocate);
  for await (const { array, at, data } of pieces) {
    const name = names[array];
    if (name === undefined) throw new RangeError(`a piece is of array ${String(array)}, and there is none.`);
    filled.copy(arrays[array]!, data, at, name);
  }
  for (const [array, whole] of arrays.entries()) filled.check(whole, names[array]!);
  return { shell, arrays };
}

/** Copies pieces into arrays and knows which elements each got, since an element that is missing would read as zero. */
export class FilledArrays {
  readonly #ranges = new Map<DataArray, { readonly start: number; readonly end: number }[]>();

  /**
   * Copies a piece to its place.
   * @param name of the column that the array belongs to
   * @throws {RangeError} if the piece is of another type, or reaches beyond the array
   */
  copy(target: DataArray, data: DataArray, at: number, name: string): void {
    const [type, expected] = [typeOf(data), typeOf(target)];
    if (type !== expected)
      throw new RangeError(`a piece of ${name} has type ${type}, and ${expected} is expected.`);
    const end = at + data.length;
    if (!(Number.isInteger(at) && at >= 0 && end <= target.length))
      throw new RangeError(
        `a piece of ${name} goes from ${String(at)} to ${String(end)} of ${String(target.length)} values.`,
      );
    if (Array.isArray(target)) for (let i = 0; i < data.length; i++) target[at + i] = data[i];
    else (target as Float64Array).set(data as Float64Array, at);
    const ranges = this.#ranges.get(target);
    if (ranges) ranges.push({ start: at, end });
    else this.#ranges.set(target, [{ start: at, end }]);
  }

  /** @throws {RangeError} if the array lacks an element. */
  check(target: DataArray, name: string): void {
    const ranges = this.#ranges.get(target)?.sort((a, b) => a.start - b.start) ?? [];
    let [count, last] = [0, 0];
    for (const { start, end } of ranges) {
      count += Math.max(0, end - Math.max(start, last));
      last = Math.max(last, end);
    }
    if (count !== target.length)
      throw new RangeError(`${String(count)} of ${String(target.length)} values of ${name} are there.`);
  }
}

function typeOf(array: DataArray): string {
  return Object.prototype.toString.call(array).slice('[object '.length, -1);
}
