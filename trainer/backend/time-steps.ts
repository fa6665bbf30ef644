import { dispose } from '@tensorflow/tfjs-core';
import { activations } from '../activations/index.ts';
import type { TrainConfig } from '../config.ts';
import { checkDataset } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import { initialLayers } from '../model/layers.ts';
import { createNetwork } from '../model/network.ts';
import { createSgd } from '../model/sgd.ts';
import { createRandom } from '../random.ts';
import { createBatchMaker } from '../training/batches.ts';
import { readAndDispose, trainStep } from '../training/steps.ts';

/** Steps before the clock starts: the first ones compile shaders and fill caches. */
const WARM_UP = 3;

/**
 * Milliseconds per training step of this very model and data on the current backend: the median of `steps` steps, each
 * with its batch made and its loss read. The data are not scaled, which does not change the time.
 *
 * @param clock milliseconds from any origin
 */
export async function timeSteps(
  config: TrainConfig,
  dataset: Dataset,
  clock: () => number,
  steps = 7,
): Promise<number> {
  checkDataset(dataset);
  const sizes = [dataset.dimensions, ...config.hidden, dataset.classes];
  const network = createNetwork(
    initialLayers(sizes, createRandom(config.seed)),
    activations[config.activation],
  );
  const optimizer = createSgd(network.variables, { learningRate: 0, momentum: 0 });
  const makeBatch = createBatchMaker(dataset, { mean: Float64Array.of(0), deviation: Float64Array.of(1) });
  const rows = Uint32Array.from({ length: config.batchSize }, (_, row) => row % dataset.count);
  const times: number[] = [];
  try {
    for (let step = 0; step < WARM_UP + steps; step++) {
      const began = clock();
      const batch = makeBatch(rows);
      const loss = trainStep(network, optimizer, batch);
      dispose([batch.inputs, batch.oneHot]);
      await readAndDispose([loss]);
      if (step >= WARM_UP) times.push(clock() - began);
    }
    return times.sort((a, b) => a - b)[Math.floor(steps / 2)]!;
  } finally {
    optimizer.dispose();
    network.dispose();
  }
}
