import { createRequire } from 'node:module';
import { tensor2d, train as optimizers, type Tensor } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import type { Dataset } from '../../trainer/index.ts';
import { useKernels } from '../../trainer/kernels/index.ts';

// The layers need TensorFlow.js's gradient registry, which its package for Node omits and which resolves only as a
// CommonJS module.
createRequire(import.meta.url)('@tensorflow/tfjs-core/dist/register_all_gradients.js');

/**
 * `model.fit` of TensorFlow.js layers, used as documented.
 *
 * @returns a function that trains one epoch with TensorFlow.js's own kernels, or with ours registered in their place, and
 * returns the milliseconds per step
 */
export function createStock(dataset: Dataset, batchSize: number) {
  const { count, dimensions, classes } = dataset;
  const inputs = tensor2d(Float32Array.from(dataset.features), [count, dimensions]);
  const targets = tensor2d(
    Float32Array.from({ length: count * classes }, (_, i) =>
      Number(dataset.labels[Math.floor(i / classes)] === i % classes),
    ),
    [count, classes],
  );
  const model = sequential({
    layers: [
      layers.dense({ units: 128, activation: 'relu', inputShape: [dimensions] }),
      layers.dense({ units: 64, activation: 'relu' }),
      layers.dense({ units: classes, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: optimizers.momentum(0.0001, 0.95), loss: 'categoricalCrossentropy' });
  return async (kernels: 'stock' | 'best'): Promise<number> => {
    await useKernels(kernels);
    const began = performance.now();
    await model.fit(inputs as Tensor, targets as Tensor, {
      batchSize,
      epochs: 1,
      shuffle: false,
      verbose: 0,
    });
    const msPerStep = (performance.now() - began) / Math.ceil(count / batchSize);
    await useKernels();
    return msPerStep;
  };
}
