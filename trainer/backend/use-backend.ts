import { ready, setBackend } from '@tensorflow/tfjs-core';

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
 * @throws {Error} when this machine does not have the backend
 */
export async function useBackend(name: BackendName, wasmPaths?: WasmPaths): Promise<void> {
  if (!(await start(name, wasmPaths))) throw new Error(`backend ${name} is not available here`);
  await ready();
}

async function start(name: BackendName, wasmPaths?: WasmPaths): Promise<boolean> {
  switch (name) {
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl');
      break;
    case 'wasm': {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      if (wasmPaths !== undefined) setWasmPaths(wasmPaths);
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
