import {
  backend as currentBackend,
  BatchMatMul,
  getKernel,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core';
import { bestInstructions, instantiateKernels } from './instance.ts';
import type { Instructions, KernelInstance, WasmBackend } from './instance.ts';
import { createMatMul } from './matmul.ts';
import type { WasmKernel } from './matmul.ts';

export type KernelState =
  | { readonly instructions: Instructions }
  /** Stock kernels are in use, and why. */
  | { readonly instructions: null; readonly problem: string };

/** By TensorFlow.js's name. */
const creators: Readonly<Record<string, (kernels: KernelInstance) => WasmKernel>> = {
  [BatchMatMul]: createMatMul,
};

/** TensorFlow.js's own, of those that were replaced. */
const stock = new Map<string, KernelConfig | undefined>();
const instances = new WeakMap<object, Map<Instructions, KernelInstance>>();

/**
 * Puts Heddle's kernels in the place of TensorFlow.js's own, for every model on its WebAssembly backend, which must be
 * the current one. Where they cannot run the stock ones stay.
 *
 * @param wanted the best that the engine has when left out; `stock` to go back to TensorFlow.js's own
 */
export async function useKernels(wanted: 'best' | Instructions | 'stock' = 'best'): Promise<KernelState> {
  if (wanted === 'stock') {
    for (const [name, config] of stock) replace(name, config);
    return { instructions: null, problem: 'they were asked for' };
  }
  try {
    const instructions = wanted === 'best' ? bestInstructions() : wanted;
    const kernels = await instanceFor(currentBackend() as unknown as WasmBackend, instructions);
    for (const [name, create] of Object.entries(creators)) {
      if (!stock.has(name)) stock.set(name, getKernel(name, 'wasm'));
      const kernelFunc = create(kernels) as unknown as KernelFunc;
      replace(name, { kernelName: name, backendName: 'wasm', kernelFunc });
    }
    return { instructions };
  } catch (error) {
    return { instructions: null, problem: (error as Error).message };
  }
}

async function instanceFor(backend: WasmBackend, instructions: Instructions): Promise<KernelInstance> {
  const known = instances.get(backend) ?? new Map<Instructions, KernelInstance>();
  instances.set(backend, known);
  const instance = known.get(instructions) ?? (await instantiateKernels(backend, instructions));
  known.set(instructions, instance);
  return instance;
}

function replace(name: string, config: KernelConfig | undefined): void {
  // Unregistering a name that is not registered is an error.
  if ((getKernel(name, 'wasm') as KernelConfig | undefined) !== undefined) unregisterKernel(name, 'wasm');
  if (config) registerKernel(config);
}
