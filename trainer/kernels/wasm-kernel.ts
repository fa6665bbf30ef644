import { util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelInstance, WasmBackend } from './instance.ts';

/** A kernel of TensorFlow.js as it is registered, on the WebAssembly backend. */
export type WasmKernel = (params: {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly backend: WasmBackend;
  readonly attrs: Readonly<Record<string, unknown>>;
}) => TensorInfo | TensorInfo[];

export type KernelCreator = (kernels: KernelInstance) => WasmKernel;

/** Where the values of each begin. They move only when TensorFlow.js frees them: the memory grows in place. */
export function addressesOf(backend: WasmBackend, tensors: readonly TensorInfo[]): number[] {
  return tensors.map(({ dataId }) => backend.getMemoryOffset(dataId));
}

/** @throws {Error} naming the op, when a tensor's type is not float32 */
export function checkFloats(op: string, tensors: readonly TensorInfo[]): void {
  for (const { dtype } of tensors) {
    if (dtype !== 'float32') throw new Error(`${op}: expected float32, got ${dtype}`);
  }
}

/** How many numbers the tensor has. */
export function sizeOf({ shape }: TensorInfo): number {
  return util.sizeFromShape(shape);
}
