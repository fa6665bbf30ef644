import { util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelInstance, WasmBackend } from './instance.ts';

/** A kernel of TensorFlow.js on the WebAssembly backend, in the form in which it is registered. */
export type WasmKernel = (params: {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly backend: WasmBackend;
  readonly attrs: Readonly<Record<string, unknown>>;
}) => TensorInfo | TensorInfo[];

export type KernelCreator = (kernels: KernelInstance) => WasmKernel;

/** The addresses of the tensors' values. They stay valid until TensorFlow.js frees them: the memory grows in place. */
export function addressesOf(backend: WasmBackend, tensors: readonly TensorInfo[]): number[] {
  return tensors.map(({ dataId }) => backend.getMemoryOffset(dataId));
}

/** @throws {Error} naming the op, if the dtype of a tensor is not float32 */
export function checkFloats(op: string, tensors: readonly TensorInfo[]): void {
  for (const { dtype } of tensors) {
    if (dtype !== 'float32') throw new Error(`${op}: expected float32, got ${dtype}`);
  }
}

/** Number of elements of the tensor. */
export function sizeOf({ shape }: TensorInfo): number {
  return util.sizeFromShape(shape);
}
