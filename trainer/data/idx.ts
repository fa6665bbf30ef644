import { gunzipSync } from 'fflate';

/** The array in an IDX file of unsigned bytes, in row-major order. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** Names of the element types for error messages, from http://yann.lecun.com/exdb/mnist/. */
const TYPE_NAMES = new Map([
  [0x08, 'unsigned byte'],
  [0x09, 'signed byte'],
  [0x0b, 'short'],
  [0x0c, 'int'],
  [0x0d, 'float'],
  [0x0e, 'double'],
]);
const UNSIGNED_BYTE = 0x08;

/**
 * Decodes an IDX file, the format of MNIST: two zero bytes, the element type, the number of dimensions, the big-endian
 * sizes, then the elements. Only unsigned bytes are supported. A gzipped file is decompressed first.
 *
 * @param file name of the file, for error messages
 * @throws {Error} such as `train.idx: expected 60000 × 28 × 28 = 47040000 bytes of data, got 1000`
 */
export function decodeIdx(bytes: Uint8Array, file = 'IDX file'): IdxArray {
  const raw = isGzip(bytes) ? gunzip(bytes, file) : bytes;
  if (raw.length < 4) throw new Error(`${file}: expected an IDX file, got ${String(raw.length)} bytes`);
  const [first, second, type, rank] = raw as unknown as [number, number, number, number];
  if (first !== 0 || second !== 0) {
    throw new Error(
      `${file}: expected an IDX file, which begins with 00 00, got ${hex(first)} ${hex(second)}`,
    );
  }
  const typeName = TYPE_NAMES.get(type);
  if (typeName === undefined) throw new Error(`${file}: unknown IDX element type: 0x${hex(type)}`);
  if (type !== UNSIGNED_BYTE) throw new Error(`${file}: expected elements of unsigned byte, got ${typeName}`);
  if (rank === 0) throw new Error(`${file}: expected at least 1 dimension, got 0`);

  const start = 4 + 4 * rank;
  if (raw.length < start) {
    throw new Error(`${file}: ends within its header: ${String(raw.length)} of ${String(start)} bytes`);
  }
  const view = new DataView(raw.buffer, raw.byteOffset);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const length = shape.reduce((product, size) => product * size, 1);
  const data = raw.subarray(start);
  if (data.length !== length) {
    const expected = rank === 1 ? String(length) : `${shape.join(' × ')} = ${String(length)}`;
    throw new Error(`${file}: expected ${expected} bytes of data, got ${String(data.length)}`);
  }
  return { shape, data };
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function gunzip(bytes: Uint8Array, file: string): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new Error(`${file}: cannot be unzipped: ${(error as Error).message}`, { cause: error });
  }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
