import { startsWith } from '../files/bytes.ts';

/** A NumPy array of numbers. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** In C order: the last index varies fastest. */
  readonly values: readonly number[];
}

const READERS: Readonly<
  Record<string, readonly [width: number, read: (view: DataView, at: number) => number]>
> = {
  '<f8': [8, (view, at) => view.getFloat64(at, true)],
  '<f4': [4, (view, at) => view.getFloat32(at, true)],
  '<i8': [8, (view, at) => Number(view.getBigInt64(at, true))],
  '<i4': [4, (view, at) => view.getInt32(at, true)],
  '<u8': [8, (view, at) => Number(view.getBigUint64(at, true))],
  '<u4': [4, (view, at) => view.getUint32(at, true)],
  '<i2': [2, (view, at) => view.getInt16(at, true)],
  '<u2': [2, (view, at) => view.getUint16(at, true)],
  '|i1': [1, (view, at) => view.getInt8(at)],
  '|u1': [1, (view, at) => view.getUint8(at)],
  '|b1': [1, (view, at) => view.getUint8(at)],
};

/**
 * Reads a `.npy` file of version 1 to 3: magic, version, length of the header as 16 or 32 bits, the header as a Python
 * dict, then the values. Rejects objects, which would require running a pickle, text and Fortran order.
 * @throws {Error} with a clause as message.
 */
export function readNpy(bytes: Uint8Array): NpyArray {
  if (!startsWith(bytes, '\x93NUMPY') || bytes.length < 12)
    throw new Error('an array has no NumPy signature');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLong = bytes[6]! > 1;
  const from = isLong ? 12 : 10;
  const length = isLong ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(from, from + length));
  const type = /'descr':\s*'([^']+)'/.exec(header)?.[1] ?? 'unknown';
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  const shape = /'shape':\s*\(([\d,\s]*)\)/
    .exec(header)?.[1]
    ?.split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  if (!reader || !shape) throw new Error(`an array has the unsupported type "${type}"`);
  if (/'fortran_order':\s*True/.test(header)) throw new Error('an array is in Fortran order');
  const [width, read] = reader;
  const count = shape.reduce((product, size) => product * size, 1);
  if (from + length + count * width > bytes.length) throw new Error('an array is cut off');
  const values = Array.from({ length: count }, (_, i) => read(view, from + length + i * width));
  return { shape, values };
}
