import {
  backend as currentBackend,
  getKernel,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core';
import { activationGradientKernels } from './operations/activation-gradients.ts';
import { affineOfBytesKernels } from './operations/affine-of-bytes.ts';
import { affineKernels } from './operations/affine.ts';
import { crossEntropyKernels } from './operations/cross-entropy.ts';
import { bestInstructions, instantiateKernels } from './instance.ts';
import type { Instructions, KernelInstance, WasmBackend } from './instance.ts';
import { lookupKernels } from './operations/lookup.ts';
import { matMulKernels } from './operations/matmul.ts';
import { mlpGradientKernels } from './operations/mlp-gradient.ts';
import { optimizerKernels } from './operations/optimizers.ts';
import { unaryKernels } from './operations/unary.ts';
import type { KernelCreator } from './wasm-kernel.ts';

export type KernelState =
  | { readonly instructions: Instructions }
  /** Stock kernels are in use; `problem` is the reason. */
  | { readonly instructions: null; readonly problem: string };

/** By kernel name, of TensorFlow.js or our own. */
const creators: Readonly<Record<string, KernelCreator>> = {
  ...matMulKernels,
  ...unaryKernels,
  ...affineKernels,
  ...affineOfBytesKernels,
  ...mlpGradientKernels,
  ...activationGradientKernels,
  ...crossEntropyKernels,
  ...optimizerKernels,
  ...lookupKernels,
};

/** TensorFlow.js's original kernels of those that were replaced. */
const stock = new Map<string, KernelConfig | undefined>();
const instances = new WeakMap<object, Map<Instructions, KernelInstance>>();

/**
 * Replaces TensorFlow.js's kernels by Heddle's, for every model on the WebAssembly backend, which must be the current
 * one. If they cannot run, the stock kernels stay.
 *
 * @param wanted default: the best that the engine supports; `stock` restores TensorFlow.js's own
 */
export async function useKernels(wanted: 'best' | Instructions | 'stock' = 'best'): Promise<KernelState> {
  if (wanted === 'stock') {
    for (const [name, config] of stock) replace(name, config);
    return { instructions: null, problem: 'they were requested' };
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
