import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { relaxedSimd, simd } from './operations/binaries.ts';
import type { KernelExports } from './exports.ts';

/** What is used of TensorFlow.js's WebAssembly backend. */
export interface WasmBackend {
  readonly wasm: {
    /** Exports of its module, which Emscripten keeps under this name. */
    readonly asm?: { readonly memory?: unknown };
    /** All of its memory; another array each time the memory grows. */
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  /** Where the tensor's values begin in the backend's memory, in bytes. */
  getMemoryOffset(dataId: object): number;
  /** How many tensors share these values. */
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

/** @throws {Error} when the engine has no SIMD */
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
 * @throws {Error} when that memory cannot be reached or belongs to more than this thread
 */
export async function instantiateKernels(
  backend: WasmBackend,
  instructions: Instructions,
): Promise<KernelInstance> {
  const memory = backend.wasm.asm?.memory;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('the memory of TensorFlow.js is out of reach');
  if (!(memory.buffer instanceof ArrayBuffer)) throw new Error('the memory of TensorFlow.js is shared');
  const { instance } = await WebAssembly.instantiate(decode(binaries[instructions]), { env: { memory } });
  const run = instance.exports as unknown as KernelExports;
  return { instructions, run, scratch: backend.wasm._malloc(run.scratchBytes()) >>> 0 };
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
