import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import { useKernels } from '../kernels/index.ts';
import { loadWebgpu, webgpuLost } from './webgpu.ts';

/** Fastest first, on most machines; `chooseBackend` measures. */
export const backendNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** Whether it computes on a GPU, of which a machine mostly has one. */
export function isGpu(name: string): boolean {
  return name === 'webgpu' || name === 'webgl';
}

/** The folder (with a slash at its end) or the addresses of the three `.wasm` files of the WebAssembly backend. */
export type WasmPaths = string | Readonly<Record<string, string>>;

/** A backend that this machine does not have. */
export class BackendError extends Error {
  /** Why, as far as it is known. */
  readonly why: string;

  constructor(name: BackendName, why: string, options?: ErrorOptions) {
    super(`backend ${name} is not available here${why === '' ? '' : `: ${why}`}`, options);
    this.name = 'BackendError';
    this.why = why;
  }
}

/** A backend that has been made the current one. */
export interface UsedBackend {
  readonly name: BackendName;
  /** For the log: its name and, for wasm, which kernels it runs. */
  readonly note: string;
  /** Rejects when it is lost, with all that it holds; most never are. */
  readonly lost: Promise<never>;
}

/**
 * Loads a backend of TensorFlow.js and makes it the current one. Nothing here needs a page: WebGL draws on an
 * `OffscreenCanvas` in a worker. In Node the WebAssembly backend finds its own files.
 *
 * @param wasmPaths where a page or a worker finds the `.wasm` files
 * @throws {BackendError} when this machine does not have the backend
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
  // Of no interest to whoever does not ask.
  lost.catch(() => undefined);
  return { name, note, lost };
}

/** As `openBackend`, of which the note for the log is enough. */
export async function useBackend(name: BackendName, wasmPaths?: WasmPaths): Promise<string> {
  const { note } = await openBackend(name, wasmPaths);
  return note;
}

/** What goes on with work that was begun on a backend that is gone: these are everywhere. */
const EVERYWHERE = ['wasm', 'cpu'] as const;

/**
 * As `openBackend`, for work that was begun on that backend: where it cannot be had any more, WebAssembly takes its
 * place, or else the cpu.
 *
 * @returns with a sentence for the log where it is another one; null where it is the one that was asked for
 * @throws {BackendError} when none can be had
 */
export async function openBackendOrOther(
  name: BackendName,
  wasmPaths?: WasmPaths,
): Promise<UsedBackend & { readonly problem: string | null }> {
  try {
    return { ...(await openBackend(name, wasmPaths)), problem: null };
  } catch (error) {
    const other = EVERYWHERE[EVERYWHERE.findIndex((each) => each === name) + 1];
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
      // A run keeps to one thread, since runs go side by side; and the kernels need a memory that is not shared.
      env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      break;
    }
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
  }
}
