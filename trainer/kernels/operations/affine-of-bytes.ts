import { backend as currentBackend, dispose, engine, tensor1d } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, TensorInfo } from '@tensorflow/tfjs-core';
import { affine, affineGradient } from './affine.ts';
import type { WasmBackend } from '../instance.ts';
import { hasOwn, runOwn } from '../own-op.ts';
import { addressesOf } from '../wasm-kernel.ts';
import type { KernelCreator } from '../wasm-kernel.ts';

const AFFINE = 'HeddleAffineOfBytes';
const GRADIENT = 'HeddleAffineOfBytesGradient';

/** Rows of numbers as bytes, most of them 0, each an index into the table. */
export interface ByteRows {
  /** rows × columns, of dtype `bool`: the only one that TensorFlow.js stores as bytes. */
  readonly bytes: Tensor2D;
  /** 256 numbers. */
  readonly table: Tensor1D;
}

/** The input of a first layer: rows × columns. */
export type DataRows = Tensor2D | ByteRows;

/** Whether the current backend multiplies `ByteRows`; otherwise they must be looked up first. */
export function multipliesBytes(): boolean {
  return hasOwn(AFFINE);
}

/**
 * Uploads rows to a backend for which `multipliesBytes` is true.
 *
 * @param write fills the bytes in the backend's own memory, which saves a copy
 */
export function uploadByteRows(
  write: (bytes: Uint8Array) => void,
  table: Float32Array,
  shape: [number, number],
): ByteRows {
  const backend = currentBackend() as unknown as WasmBackend;
  const made = backend.makeOutput(shape, 'bool');
  const [start] = addressesOf(backend, [made]) as [number];
  write(backend.wasm.HEAPU8.subarray(start, start + shape[0] * shape[1]));
  const bytes = engine().makeTensorFromTensorInfo(made) as Tensor2D;
  return { bytes, table: tensor1d(table) };
}

export function disposeOfRows(rows: DataRows): void {
  dispose('table' in rows ? [rows.bytes, rows.table] : rows);
}

/** Like `affine`, for an input that is data. */
export function affineOfData(input: DataRows, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  if (!('table' in input)) return affine(input, kernel, bias);
  return runOwn(AFFINE, { ...input, kernel, bias })![0] as Tensor2D;
}

/** The gradients of `affineOfData`: of kernel and bias. */
export function affineOfDataGradient(incoming: Tensor2D, input: DataRows): Tensor[] {
  return 'table' in input ? runOwn(GRADIENT, { incoming, ...input })! : affineGradient(incoming, input);
}

const createAffine: KernelCreator =
  ({ run, scratch }) =>
  ({ inputs, backend }) => {
    const { bytes, table, kernel, bias } = inputs as Record<
      'bytes' | 'table' | 'kernel' | 'bias',
      TensorInfo
    >;
    const [rows, width] = bytes.shape as [number, number];
    const units = kernel.shape[1]!;
    const out = backend.makeOutput([rows, units], 'float32');
    const [atBytes, atTable, atKernel, atBias, atOut] = addressesOf(backend, [
      bytes,
      table,
      kernel,
      bias,
      out,
    ]);
    run.affineOfBytes(atBytes!, atTable!, atKernel!, atBias!, atOut!, rows, width, units, scratch);
    return [out];
  };

const createGradient: KernelCreator =
  ({ run, scratch }) =>
  ({ inputs, backend }) => {
    const { incoming, bytes, table } = inputs as Record<'incoming' | 'bytes' | 'table', TensorInfo>;
    const [rows, width] = bytes.shape as [number, number];
    const units = incoming.shape[1]!;
    const ofKernel = backend.makeOutput([width, units], 'float32');
    const ofBias = backend.makeOutput([units], 'float32');
    const [atIncoming, atBytes, atTable, toKernel, toBias] = addressesOf(backend, [
      ...[incoming, bytes, table],
      ...[ofKernel, ofBias],
    ]);
    run.affineOfBytesGradient(
      atIncoming!,
      atBytes!,
      atTable!,
      toKernel!,
      toBias!,
      rows,
      width,
      units,
      scratch,
    );
    return [ofKernel, ofBias];
  };

export const affineOfBytesKernels = { [AFFINE]: createAffine, [GRADIENT]: createGradient };
