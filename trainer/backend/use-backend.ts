import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import type { BackendName } from './backend-names.ts';
import { useKernels } from '../kernels/index.ts';
import { loadWebgpu, webgpuLost } from './webgpu.ts';

/** The folder (with a trailing slash) or the URLs of the three `.wasm` files of the WebAssembly backend. */
export type WasmPaths = string | Readonly<Record<string, string>>;

/** A backend is not available on this machine. */
export class BackendError extends Error {
  /** The reason, empty if unknown. */
  readonly why: string;

  constructor(name: BackendName, why: string, options?: ErrorOptions) {
    super(`backend ${name} is not available here${why === '' ? '' : `: ${why}`}`, options);
    this.name = 'BackendError';
    this.why = why;
  }
}

/** The current backend. */
export interface UsedBackend {
  readonly name: BackendName;
  /** For the log: its name and, for wasm, the kernels in use. */
  readonly note: string;
  /** Rejects when the backend is lost with all its tensors; usually stays pending. */
  readonly lost: Promise<never>;
}

/**
 * Loads a backend of TensorFlow.js and makes it the current one. It needs no document: in a worker, WebGL uses an
 * `OffscreenCanvas`. In Node the WebAssembly backend finds its own files.
 *
 * @param wasmPaths location of the `.wasm` files, for a page or a worker
 * @throws {BackendError} if the backend is not available
 */
export async function openBackend(name: BackendName, wasmPaths?: WasmPaths): Promise<UsedBackend> {
  try {
    await load(name, wasmPaths);
    if (!(await setBackend(name))) throw new Error('');
  } catch (error) {
    throw new BackendError(name, (error as Error).message, { cause: error });
  }
  await ready();
  const note = name === 'wasm' ? `${name} (${await describeKernels()})` : name;
  const lost = name === 'webgpu' ? webgpuLost() : new Promise<never>(() => undefined);
  // Callers that ignore `lost` must not cause an unhandled rejection.
  lost.catch(() => undefined);
  return { name, note, lost };
}

/** Like `openBackend`, but returns only the note for the log. */
export async function useBackend(name: BackendName, wasmPaths?: WasmPaths): Promise<string> {
  const { note } = await openBackend(name, wasmPaths);
  return note;
}

/** Available everywhere, in order of preference. */
const FALLBACKS = ['wasm', 'cpu'] as const;

/**
 * Like `openBackend`, for resuming work that started on that backend: if it is no longer available, falls back to
 * WebAssembly or else the CPU.
 *
 * @returns `problem` is a sentence for the log if it fell back, else null
 * @throws {BackendError} if none is available
 */
export async function openBackendOrOther(
  name: BackendName,
  wasmPaths?: WasmPaths,
): Promise<UsedBackend & { readonly problem: string | null }> {
  try {
    return { ...(await openBackend(name, wasmPaths)), problem: null };
  } catch (error) {
    const other = FALLBACKS[FALLBACKS.findIndex((each) => each === name) + 1];
    if (other === undefined) throw error;
    const used = await openBackendOrOther(other, wasmPaths);
    return { ...used, problem: `${(error as Error).message}; ${used.name} takes its place.` };
  }
}

async function describeKernels(): Promise<string> {
  const state = await useKernels();
  if (state.instructions !== null) return `Heddle's kernels, ${state.instructions}`;
  return `TensorFlow.js's own kernels, since ${state.problem}`;
}

async function load(name: BackendName, wasmPaths?: WasmPaths): Promise<void> {
  switch (name) {
    case 'webgpu':
      await loadWebgpu();
      break;
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl');
      break;
    case 'wasm': {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      if (wasmPaths !== undefined) setWasmPaths(wasmPaths);
      // A run uses one thread, since runs train in parallel; and the kernels need memory that is not shared.
      env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      break;
    }
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
  }
}
