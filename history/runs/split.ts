import type { Chunk } from './chunk.ts';
import { chunkOfColumns, compactChunk } from './chunk.ts';
import { mapCells } from './pack.ts';
import type { RunColumns } from './run-list.ts';
import { RunSet } from './run-set.ts';

/** An array behind columns. */
export type DataArray = Float64Array | Uint32Array | Uint8Array | readonly string[];

/** What an array is, so that it can be allocated. */
export interface ArrayHead {
  readonly type: 'float64' | 'uint32' | 'uint8' | 'texts';
  readonly length: number;
}

/** A chunk without the arrays behind it: plain data that a structured clone can copy at no cost worth naming. */
export interface ChunkShell {
  readonly columns: RunColumns;
  readonly arrays: readonly ArrayHead[];
}

/** A chunk as its shell and its arrays, in the order of `shell.arrays`. */
export interface SplitChunk {
  readonly shell: ChunkShell;
  readonly arrays: readonly DataArray[];
}

/** A stretch of one of the arrays of a chunk, with its own memory. */
export interface ArrayPiece {
  /** Place among the arrays of its chunk. */
  readonly array: number;
  /** Where in the array it begins. */
  readonly at: number;
  readonly data: DataArray;
}

/** A chunk as plain data, for another thread or a store. Its arrays may be those that the chunk goes on using. */
export function splitChunk(chunk: Chunk): SplitChunk {
  const arrays: DataArray[] = [];
  const columns = mapArrays(compactChunk(chunk).columns, (array) => {
    arrays.push(array);
    return allocate({ ...headOf(array), length: 0 });
  });
  return { shell: { columns, arrays: arrays.map(headOf) }, arrays };
}

/** The inverse of `splitChunk`. */
export function assembleChunk({ shell, arrays }: SplitChunk): Chunk {
  let place = 0;
  return chunkOfColumns(mapArrays(shell.columns, () => arrays[place++]!));
}

/** The set as plain data. */
export function split(set: RunSet): SplitChunk[] {
  return set.chunks.map(splitChunk);
}

/** The inverse of `split`. */
export function assemble(chunks: readonly SplitChunk[]): RunSet {
  return RunSet.ofChunks(chunks.map(assembleChunk));
}

/**
 * The split chunks with what may be handed over to another thread. An array that is part of a larger buffer is copied,
 * so that nothing beyond it is sent or taken away.
 * @param isCopied whether all arrays are copied, so that the sender can go on using its own
 */
export function transferable(
  chunks: readonly SplitChunk[],
  isCopied: boolean,
): { readonly chunks: SplitChunk[]; readonly transfer: ArrayBuffer[] } {
  const transfer = new Set<ArrayBuffer>();
  const own = (array: DataArray): DataArray => {
    if (isTexts(array)) return array;
    const isWhole = array.byteLength === array.buffer.byteLength && array.buffer instanceof ArrayBuffer;
    const sent = isWhole && !isCopied ? array : array.slice();
    transfer.add(sent.buffer as ArrayBuffer);
    return sent;
  };
  const sent = chunks.map(({ shell, arrays }) => ({ shell, arrays: arrays.map(own) }));
  return { chunks: sent, transfer: [...transfer] };
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

/** The inverse of `piecesOf`: takes the pieces in any order. */
export async function joinPieces(
  shell: ChunkShell,
  pieces: AsyncIterable<ArrayPiece> | Iterable<ArrayPiece>,
): Promise<SplitChunk> {
  const arrays = shell.arrays.map(allocate);
  for await (const { array, at, data } of pieces) {
    const whole = arrays[array]!;
    if (Array.isArray(whole)) for (let i = 0; i < data.length; i++) whole[at + i] = data[i];
    else (whole as Float64Array).set(data as Float64Array, at);
  }
  return { shell, arrays };
}

function isTexts(array: DataArray): array is readonly string[] {
  return Array.isArray(array);
}

function headOf(array: DataArray): ArrayHead {
  const { length } = array;
  if (array instanceof Float64Array) return { type: 'float64', length };
  if (array instanceof Uint32Array) return { type: 'uint32', length };
  return { type: array instanceof Uint8Array ? 'uint8' : 'texts', length };
}

function allocate({ type, length }: ArrayHead): DataArray {
  switch (type) {
    case 'float64':
      return new Float64Array(length);
    case 'uint32':
      return new Uint32Array(length);
    case 'uint8':
      return new Uint8Array(length);
    case 'texts':
      return new Array<string>(length).fill('');
  }
}

/** The columns with something else for each of their arrays, which are visited in the same order each time. */
function mapArrays(columns: RunColumns, map: (array: DataArray) => DataArray): RunColumns {
  const one = <Kind extends DataArray>(array: Kind | null | undefined) =>
    (array && map(array)) as Kind | null;
  const shapeOf = one(columns.shapeOf);
  const mapped = mapCells(columns, (cells) => ({
    ...cells,
    values: one(cells.values),
    kinds: one(cells.kinds),
    texts: one(cells.texts)!,
  }));
  const { records } = mapped;
  if (records === null) return { ...mapped, shapeOf };
  const starts = one(records.starts)!;
  const orders = records.orders ? { ...records.orders, of: one(records.orders.of)! } : null;
  return { ...mapped, shapeOf, records: { ...records, starts, ...(orders ? { orders } : {}) } };
}
