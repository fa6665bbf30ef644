import { createRequire } from 'node:module';
import { tensor2d, train as optimizers, type Tensor } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { defaultConfig, timeSteps, useBackend, type Dataset } from '../trainer/index.ts';
import { median, printTable } from './table.ts';

// The layers differentiate by TensorFlow.js's own table of gradients, which its package for Node leaves out and which
// resolves only as a CommonJS module.
createRequire(import.meta.url)('@tensorflow/tfjs-core/dist/register_all_gradients.js');

const ROUNDS = 5;
const STEPS = 20;
const BATCH = defaultConfig.batchSize;

/** Noise of MNIST's shape: the time of a step does not depend on the values. */
function noise(count: number): Dataset {
  const features = Uint8Array.from({ length: count * 784 }, (_, i) => (i * 2654435761) >>> 24);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  return { name: 'noise', features, labels, count, dimensions: 784, classes: 10 };
}

/** Milliseconds per step of `model.fit` of TensorFlow.js layers, as its documentation would have one write it. */
function createPeer(dataset: Dataset) {
  const inputs = tensor2d(Float32Array.from(dataset.features), [dataset.count, 784]);
  const targets = tensor2d(
    Float32Array.from({ length: dataset.count * 10 }, (_, i) =>
      Number(dataset.labels[Math.floor(i / 10)] === i % 10),
    ),
    [dataset.count, 10],
  );
  const model = sequential({
    layers: [
      layers.dense({ units: 128, activation: 'relu', inputShape: [784] }),
      layers.dense({ units: 64, activation: 'relu' }),
      layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: optimizers.momentum(0.0001, 0.95), loss: 'categoricalCrossentropy' });
  return async () => {
    const began = performance.now();
    await model.fit(inputs as Tensor, targets as Tensor, {
      batchSize: BATCH,
      epochs: 1,
      shuffle: false,
      verbose: 0,
    });
    return (performance.now() - began) / STEPS;
  };
}

/** Measures a training step of the notebook's network beside stock `model.fit`, in turns, on the wasm backend. */
export async function benchTraining(): Promise<void> {
  await useBackend('wasm');
  const dataset = noise(BATCH * STEPS);
  const peer = createPeer(dataset);
  await peer();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await timeSteps(defaultConfig, dataset, () => performance.now(), STEPS));
    theirs.push(await peer());
  }
  const ratios = ours.map((value, round) => value / theirs[round]!);
  printTable(
    `A training step, 784-128-64-10, batch ${BATCH}, wasm backend: median of ${ROUNDS} rounds of ${STEPS} steps`,
    ['', 'ms per step'],
    [
      ['Heddle', median(ours).toFixed(2)],
      ['tfjs-layers `model.fit`', median(theirs).toFixed(2)],
      ['ratio', median(ratios).toFixed(2)],
    ],
  );
}
