import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import { useKernels } from '../kernels/index.ts';

/** Fastest first, on most machines; `chooseBackend` measures. */
export const backendNames = ['webgl', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** The folder (with a slash at its end) or the addresses of the three `.wasm` files of the WebAssembly backend. */
export type WasmPaths = string | Readonly<Record<string, string>>;

/**
 * Loads a backend of TensorFlow.js and makes it the current one. Nothing here needs a page: WebGL draws on an
 * `OffscreenCanvas` in a worker. In Node the WebAssembly backend finds its own files.
 *
 * @param wasmPaths where a page or a worker finds the `.wasm` files
 * @returns a note for the log: the backend's name and, for wasm, which kernels it runs
 * @throws {Error} when this machine does not have the backend
 */
export async function useBackend(name: BackendName, wasmPaths?: WasmPaths): Promise<string> {
  if (!(await start(name, wasmPaths))) throw new Error(`backend ${name} is not available here`);
  await ready();
  return name === 'wasm' ? `${name} (${await describeKernels()})` : name;
}

async function describeKernels(): Promise<string> {
  const state = await useKernels();
  if (state.instructions !== null) return `Heddle's kernels, ${state.instructions}`;
  return `TensorFlow.js's own kernels, since ${state.problem}`;
}

async function start(name: BackendName, wasmPaths?: WasmPaths): Promise<boolean> {
  switch (name) {
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl');
      break;
    case 'wasm': {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      if (wasmPaths !== undefined) setWasmPaths(wasmPaths);
      // A run keeps to one thread, since runs go side by side; and the kernels need a memory that is not shared.
      env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      break;
    }
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
  }
  try {
    return await setBackend(name);
  } catch (error) {
    throw new Error(`backend ${name} is not available here: ${(error as Error).message}`, { cause: error });
  }
}
