import { argMax, tidy } from '@tensorflow/tfjs-core';
import { activations } from '../activations/index.ts';
import type { Dataset } from '../data/dataset.ts';
import { createNetwork } from '../model/network.ts';
import { createBatchMaker, inBatches } from './batches.ts';
import type { TrainedModel } from './types.ts';

/**
 * The class that the model gives to each of the rows, on TensorFlow.js's current backend. Rows are scaled as the
 * training data were.
 *
 * @throws {Error} when the data have another number of columns than the model has inputs
 */
export async function predict(model: TrainedModel, dataset: Dataset, rows: Uint32Array): Promise<Int32Array> {
  checkInputs(model, dataset);
  const network = createNetwork(model.layers, activations[model.config.activation]);
  const makeBatch = createBatchMaker(dataset, model.scaling);
  const predicted = new Int32Array(rows.length);
  try {
    let done = 0;
    for (const batchRows of inBatches(rows, model.config.batchSize)) {
      const classes = tidy(() => argMax(network.forward(makeBatch(batchRows).inputs), 1));
      predicted.set(await classes.data(), done);
      classes.dispose();
      done += batchRows.length;
    }
    return predicted;
  } finally {
    network.dispose();
  }
}

/** @throws {Error} when the data have another number of columns than the model has inputs */
export function checkInputs(model: TrainedModel, dataset: Dataset): void {
  const inputs = model.layers[0]!.inputs;
  if (inputs === dataset.dimensions) return;
  const got = `${dataset.name} has ${String(dataset.dimensions)} columns`;
  throw new Error(`the model takes ${String(inputs)} inputs, but ${got}`);
}

/** The share of the rows to which the model gives their own label. */
export async function accuracy(model: TrainedModel, dataset: Dataset, rows: Uint32Array): Promise<number> {
  const predicted = await predict(model, dataset, rows);
  const right = predicted.reduce((sum, label, i) => sum + Number(label === dataset.labels[rows[i]!]), 0);
  return right / rows.length;
}
