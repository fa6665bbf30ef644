import type { TrainConfig } from '../config.ts';
import { checkDataset, takeRows } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import { createOptimizer } from '../model/optimizers/index.ts';
import { createRandom } from '../random.ts';
import { createBatchMaker, disposeOfBatch } from '../training/batches.ts';
import { createObjective } from '../training/objective.ts';
import { startNetwork } from '../training/start-network.ts';
import { readAndDispose, trainStep } from '../training/steps.ts';

/** A sample of the data: otherwise a GPU would upload the whole data set for a few steps. */
const ROWS = 1000;

/** Steps that are not timed: the first ones compile shaders and fill caches. */
const WARM_UP = 3;

/** The first step compiles shaders or code, which says nothing about the following ones. */
const COMPILING = 1;

/** A backend was abandoned: a step of its warm-up took too long. */
export class SlowBackendError extends Error {
  override readonly name = 'SlowBackendError';
}

/**
 * Milliseconds per training step of this model and data on the current backend: the median of `steps` steps, including
 * making the batch and reading the loss. The data are not scaled, which does not affect the time.
 *
 * @param clock milliseconds from any origin
 * @param maxWarmUp milliseconds that a step of the warm-up, after the first, may take
 * @throws {SlowBackendError} if it takes longer
 */
export async function timeSteps(
  config: TrainConfig,
  whole: Dataset,
  clock: () => number,
  steps = 7,
  maxWarmUp = Infinity,
): Promise<number> {
  checkDataset(whole);
  const dataset = takeRows(whole, Math.max(ROWS, config.batchSize));
  const objective = createObjective(dataset);
  const network = startNetwork(config, dataset.dimensions, objective.outputs);
  const optimizer = createOptimizer(network, config);
  const state = { network, optimizer, objective };
  const scaling = { mean: Float64Array.of(0), deviation: Float64Array.of(1) };
  const batches = createBatchMaker(dataset, scaling, objective);
  const pass = { dropout: config.dropout, random: createRandom(config.seed, 'dropout') };
  const rows = Uint32Array.from({ length: config.batchSize }, (_, row) => row % dataset.count);
  const times: number[] = [];
  try {
    for (let step = 0; step < WARM_UP + steps; step++) {
      const began = clock();
      const batch = batches.makeBatch(rows);
      const loss = trainStep(state, batch, 0, pass);
      disposeOfBatch(batch);
      await readAndDispose([loss]);
      const time = clock() - began;
      if (step >= WARM_UP) times.push(time);
      else if (step >= COMPILING && time > maxWarmUp) {
        throw new SlowBackendError(`a step took ${time.toPrecision(3)} ms`);
      }
    }
    return times.sort((a, b) => a - b)[Math.floor(steps / 2)]!;
  } finally {
    batches.dispose();
    optimizer.dispose();
    network.dispose();
  }
}
