import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { relaxedSimd, simd } from './operations/binaries.ts';
import type { KernelExports } from './exports.ts';

/** The used part of TensorFlow.js's WebAssembly backend. */
export interface WasmBackend {
  readonly wasm: {
    /** Exports of its module, under Emscripten's name. */
    readonly asm?: { readonly memory?: unknown };
    /** All of its memory; a new array each time the memory grows. */
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  /** Byte offset of the tensor's values in the backend's memory. */
  getMemoryOffset(dataId: object): number;
  /** Number of tensors that share these values. */
  refCount(dataId: object): number;
}

export type Instructions = 'relaxed SIMD' | 'SIMD';

export interface KernelInstance {
  readonly instructions: Instructions;
  readonly run: KernelExports;
  /** Address of `scratchBytes()` bytes that every kernel may overwrite. */
  readonly scratch: number;
}

const binaries: Readonly<Record<Instructions, string>> = { 'relaxed SIMD': relaxedSimd, SIMD: simd };

/** @throws {Error} if the engine has no SIMD */
export function bestInstructions(): Instructions {
  const known = (['relaxed SIMD', 'SIMD'] as const).find((name) =>
    WebAssembly.validate(decode(binaries[name])),
  );
  if (known === undefined) throw new Error('the engine has no WebAssembly SIMD');
  return known;
}

/**
 * Instantiates the kernels on the backend's own memory.
 *
 * @throws {Error} if that memory is not accessible or is shared between threads
 */
export async function instantiateKernels(
  backend: WasmBackend,
  instructions: Instructions,
): Promise<KernelInstance> {
  const memory = backend.wasm.asm?.memory;
  if (!(memory instanceof WebAssembly.Memory))
    throw new Error('the memory of TensorFlow.js is not accessible');
  if (!(memory.buffer instanceof ArrayBuffer)) throw new Error('the memory of TensorFlow.js is shared');
  const { instance } = await WebAssembly.instantiate(decode(binaries[instructions]), { env: { memory } });
  const run = instance.exports as unknown as KernelExports;
  return { instructions, run, scratch: backend.wasm._malloc(run.scratchBytes()) >>> 0 };
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
