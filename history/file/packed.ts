import { assembleHistory, splitHistory } from '../runs/split-history.ts';
import type { SplitRuns } from '../runs/split-history.ts';
import { allocate, isTexts } from '../runs/split.ts';
import type { ArrayHead, ChunkShell, DataArray } from '../runs/split.ts';
import { HistoryError } from '../error.ts';
import { decodeBatches, encodeBatches } from './batches.ts';
import { FORMAT_VERSION } from '../types.ts';
import type { History } from '../types.ts';

/** What stands before the numbers: columns without their arrays, and the texts. */
interface Head {
  readonly version: number;
  readonly runs: readonly (Omit<SplitRuns, 'arrays'> & { readonly texts: readonly (readonly string[])[] })[];
}

type Numbers = Exclude<DataArray, readonly string[]>;

/**
 * The history as the bytes of its columns, which `unpackHistory` reads without loss: the length of a head as 32 bits, the
 * head as JSON, and the arrays of numbers one after another, all little-endian. Of each array the first bytes of all
 * elements come first, then the second ones and so on: the upper bytes of similar numbers are equal, and compress well.
 * Columns depend on the version of the program that wrote them: these bytes are for a page that travels with them, and no
 * file format.
 */
export function packHistory(history: History): Uint8Array<ArrayBuffer> {
  const { version, runs } = splitHistory(history);
  const head: Head = {
    version,
    runs: runs.map(({ shell, arrays, isTable }) => ({
      shell: withJsonBatches(shell),
      isTable,
      texts: arrays.filter(isTexts),
    })),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const numbers = runs.flatMap(({ arrays }) => arrays.filter(isNumbers));
  const size = numbers.reduce((sum, array) => sum + array.byteLength, 4 + text.length);
  const packed = new Uint8Array(size);
  new DataView(packed.buffer).setUint32(0, text.length, true);
  packed.set(text, 4);
  let at = 4 + text.length;
  for (const array of numbers) {
    separateBytes(bytesOf(array), array.BYTES_PER_ELEMENT, packed.subarray(at, at + array.byteLength));
    at += array.byteLength;
  }
  return packed;
}

/**
 * The inverse of `packHistory`.
 * @throws {HistoryError} if the bytes end early, or are of a later version
 */
export function unpackHistory(packed: Uint8Array): History {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const length = packed.length < 4 ? Infinity : view.getUint32(0, true);
  if (packed.length < 4 + length)
    throw new HistoryError(`the packed runs end after ${String(packed.length)} bytes`);
  const { version, runs } = JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + length))) as Head;
  if (version > FORMAT_VERSION)
    throw new HistoryError(
      `the packed runs have version ${String(version)}, and this page reads ${String(FORMAT_VERSION)}`,
    );
  let at = 4 + length;
  const take = (head: ArrayHead): Numbers => {
    const array = allocate(head) as Numbers;
    const end = at + array.byteLength;
    if (end > packed.length)
      throw new HistoryError(`the packed runs end after ${String(packed.length)} bytes`);
    joinBytes(packed.subarray(at, end), array.BYTES_PER_ELEMENT, bytesOf(array));
    at = end;
    return array;
  };
  return assembleHistory({
    version: FORMAT_VERSION,
    runs: runs.map(({ shell, isTable, texts }) => {
      let next = 0;
      const arrays = shell.arrays.map((head) => (head.type === 'texts' ? texts[next++]! : take(head)));
      return { shell: withAbsence(shell), isTable, arrays };
    }),
  });
}

function isNumbers(array: DataArray): array is Numbers {
  return !isTexts(array);
}

/** JSON has null for a run without distributions or batches, which a shell has undefined for. */
function withAbsence(shell: ChunkShell): ChunkShell {
  const { distributions, batches } = shell.columns;
  if (!distributions && !batches) return shell;
  const columns = {
    ...shell.columns,
    ...(distributions ? { distributions: distributions.map((each) => each ?? undefined) } : {}),
    ...(batches ? { batches: batches.map((each) => (each ? decodeBatches(each) : undefined)) } : {}),
  };
  return { ...shell, columns };
}

/** JSON has neither NaN nor infinities, which the loss of a batch may be. */
function withJsonBatches(shell: ChunkShell): ChunkShell {
  const { batches } = shell.columns;
  if (!batches) return shell;
  const encoded = batches.map((each) => each && (JSON.parse(encodeBatches(each)) as typeof each));
  return { ...shell, columns: { ...shell.columns, batches: encoded } };
}

/** Typed arrays are little-endian on every machine that runs a browser or Node. */
function bytesOf({ buffer, byteOffset, byteLength }: Numbers): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function separateBytes(bytes: Uint8Array, width: number, to: Uint8Array): void {
  const count = bytes.length / width;
  for (let byte = 0; byte < width; byte++) {
    for (let i = 0; i < count; i++) to[byte * count + i] = bytes[i * width + byte]!;
  }
}

function joinBytes(separated: Uint8Array, width: number, to: Uint8Array): void {
  const count = separated.length / width;
  for (let byte = 0; byte < width; byte++) {
    for (let i = 0; i < count; i++) to[i * width + byte] = separated[byte * count + i]!;
  }
}
