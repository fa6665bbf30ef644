import { tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor2D, TensorInfo } from '@tensorflow/tfjs-core';
import { hasOwn, runOwn } from '../own-op.ts';
import { addressesOf, sizeOf } from '../wasm-kernel.ts';
import type { KernelCreator } from '../wasm-kernel.ts';

const LOOKUP = 'HeddleLookup';

/**
 * table[bytes]. If the backend has the kernel, only the bytes are uploaded, a quarter of the size of the numbers.
 *
 * @param table 256 numbers
 */
export function lookup(bytes: Uint8Array, table: Float32Array, shape: [number, number]): Tensor2D {
  if (!hasOwn(LOOKUP))
    return tensor2d(
      Float32Array.from(bytes, (byte) => table[byte]!),
      shape,
    );
  return tidy(() => {
    // The only dtype that TensorFlow.js stores as bytes is bool.
    const uploaded = tensor2d(bytes, shape, 'bool');
    return runOwn(LOOKUP, { bytes: uploaded, table: tensor1d(table) })![0] as Tensor2D;
  });
}

const createLookup: KernelCreator =
  ({ run }) =>
  ({ inputs, backend }) => {
    const { bytes, table } = inputs as { bytes: TensorInfo; table: TensorInfo };
    const out = backend.makeOutput(bytes.shape, 'float32');
    const addresses = addressesOf(backend, [bytes, table, out]) as [number, number, number];
    run.lookup(...addresses, sizeOf(bytes));
    return [out];
  };

export const lookupKernels = { [LOOKUP]: createLookup };
