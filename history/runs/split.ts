import type { Chunk } from './chunk.ts';
import { chunkOfColumns, compactChunk, ownRecords } from './chunk.ts';
import { mapCells } from './run-list.ts';
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

/** A chunk as plain data, for another thread or a store. Its arrays may be those that the chunk goes on using. */
export function splitChunk(chunk: Chunk): SplitChunk {
  const arrays: DataArray[] = [];
  const own = chunk.rows === null ? ownRecords(chunk.columns) : compactChunk(chunk).columns;
  const columns = mapArrays(own, (array) => {
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

/** Smaller arrays are copied, which takes less time than to transfer their memory. */
const MIN_TRANSFER_BYTES = 2 ** 14;

/**
 * The split chunks and the memory that may be transferred to another thread. An array that is part of a larger buffer is
 * copied, so that nothing else is sent or taken away.
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
    if (sent.byteLength >= MIN_TRANSFER_BYTES) transfer.add(sent.buffer as ArrayBuffer);
    return sent;
  };
  const sent = chunks.map(({ shell, arrays }) => ({ shell, arrays: arrays.map(own) }));
  return { chunks: sent, transfer: [...transfer] };
}

export function isTexts(array: DataArray): array is readonly string[] {
  return Array.isArray(array);
}

function headOf(array: DataArray): ArrayHead {
  const { length } = array;
  if (array instanceof Float64Array) return { type: 'float64', length };
  if (array instanceof Uint32Array) return { type: 'uint32', length };
  return { type: array instanceof Uint8Array ? 'uint8' : 'texts', length };
}

/** An array whose elements are all zero, or empty. */
export function allocate({ type, length }: ArrayHead): DataArray {
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

/** The name of the column that each array belongs to. */
export function namesOfArrays({ columns }: ChunkShell): string[] {
  const names: string[] = [];
  mapArrays(columns, (array, name) => {
    names.push(name);
    return array;
  });
  return names;
}

/**
 * The columns with something else for each of their arrays, which are visited in the same order each time.
 * @param map takes an array and the name of its column
 */
function mapArrays(columns: RunColumns, map: (array: DataArray, name: string) => DataArray): RunColumns {
  const one = <Kind extends DataArray>(array: Kind | null | undefined, name: string) =>
    (array && map(array, name)) as Kind | null;
  const shapeOf = one(columns.shapeOf, 'the shapes of runs');
  const mapped = mapCells(columns, (cells, _, name) => ({
    ...cells,
    values: one(cells.values, name),
    kinds: one(cells.kinds, name),
    texts: one(cells.texts, name)!,
  }));
  const { records } = mapped;
  if (records === null) return { ...mapped, shapeOf };
  const starts = one(records.starts, 'the places of records')!;
  const orders = records.orders
    ? { ...records.orders, of: one(records.orders.of, 'the orders of keys')! }
    : null;
  return { ...mapped, shapeOf, records: { ...records, starts, ...(orders ? { orders } : {}) } };
}
