import type { Dataset } from '../data/dataset.ts';
import { createBatchMaker, disposeOfBatch, inBatches } from './batches.ts';
import { createObjective } from './objective.ts';
import { networkOf } from './start-network.ts';
import type { TrainedModel } from './types.ts';

/** Rows per batch. */
const ROWS = 1024;

/**
 * The outputs of the model for the rows, on TensorFlow.js's current backend: the logits of its classes, row by row, or one
 * number per row, in the units of the targets. Rows are scaled like the training data.
 *
 * @throws {Error} if the number of columns differs from the model's inputs
 */
export async function modelOutputs(
  model: TrainedModel,
  dataset: Dataset,
  rows: Uint32Array,
): Promise<Float32Array> {
  checkInputs(model, dataset);
  const network = networkOf(model.config, model.layers);
  const batches = createBatchMaker(dataset, model.scaling, createObjective(dataset, model.targetScaling));
  const width = outputWidth(model);
  const outputs = new Float32Array(rows.length * width);
  try {
    let done = 0;
    for (const batchRows of inBatches(rows, ROWS)) {
      const batch = batches.makeBatch(batchRows);
      const values = network.forward(batch.inputs);
      outputs.set((await values.data()) as Float32Array, done);
      disposeOfBatch(batch);
      values.dispose();
      done += batchRows.length * width;
    }
  } finally {
    batches.dispose();
    network.dispose();
  }
  const scaling = model.targetScaling;
  return scaling ? outputs.map((value) => value * scaling.deviation + scaling.mean) : outputs;
}

/** The predicted class of each row: the first with the largest logit. See `modelOutputs`. */
export async function predict(model: TrainedModel, dataset: Dataset, rows: Uint32Array): Promise<Int32Array> {
  const outputs = await modelOutputs(model, dataset, rows);
  const width = outputWidth(model);
  return Int32Array.from(rows, (_, i) => argMax(outputs.subarray(i * width, (i + 1) * width)));
}

/** The index of the first of the largest values; 0 if all are NaN. */
export function argMax(values: Float32Array): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}

/** Number of outputs per row: the number of classes, or 1. */
export function outputWidth({ layers }: TrainedModel): number {
  return layers.at(-1)!.units;
}

/** @throws {Error} if the number of columns differs from the model's inputs */
export function checkInputs(model: TrainedModel, dataset: Dataset): void {
  const inputs = model.layers[0]!.inputs;
  if (inputs === dataset.dimensions) return;
  const got = `${dataset.name} has ${String(dataset.dimensions)} columns`;
  throw new Error(`the model takes ${String(inputs)} inputs, but ${got}`);
}

/** The fraction of the rows that the model classifies correctly. */
export async function accuracy(model: TrainedModel, dataset: Dataset, rows: Uint32Array): Promise<number> {
  const predicted = await predict(model, dataset, rows);
  const correct = predicted.reduce((sum, label, i) => sum + Number(label === dataset.labels[rows[i]!]), 0);
  return correct / rows.length;
}
