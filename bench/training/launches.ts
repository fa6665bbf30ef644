import { getBackend, getKernel, Identity, profile } from '@tensorflow/tfjs-core';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { defaultConfig, timeSteps, useBackend, type Dataset } from '../../trainer/index.ts';
import { printTable } from '../table.ts';

/**
 * Counts the kernels that a training step launches, including making the batch and reading the loss: on wasm with our own
 * kernels, and, on the cpu, with the ordinary ops of TensorFlow.js that every other backend uses. Leaves wasm as the
 * current backend.
 */
export async function countLaunches(dataset: Dataset): Promise<void> {
  const lines: string[][] = [];
  for (const backend of ['cpu', 'wasm'] as const) {
    await useBackend(backend);
    const counts = [await launches(dataset, 1), await launches(dataset, 2)] as const;
    const name = backend === 'cpu' ? 'ordinary ops (webgpu, webgl, cpu)' : 'wasm';
    lines.push([name, String(counts[1] - counts[0])]);
  }
  printTable('Kernels launched in a training step', ['', 'launches'], lines);
  console.log(
    'WebGL and WebGPU were not measured on a GPU: this benchmark runs in Node, which has neither.\n',
  );
}

async function launches(dataset: Dataset, steps: number): Promise<number> {
  const { kernels } = await profile(async () => {
    await timeSteps(defaultConfig, dataset, () => performance.now(), steps);
    return [];
  });
  // Named scopes and gradients are profiled too, and an identity only shares the values.
  const isLaunch = ({ name }: { readonly name: string }) =>
    name !== Identity && (getKernel(name, getBackend()) as KernelConfig | undefined) !== undefined;
  return kernels.filter(isLaunch).length;
}
