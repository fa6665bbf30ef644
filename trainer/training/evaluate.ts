import { activations } from '../activations/index.ts';
import { allRows } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import { createNetwork } from '../model/network.ts';
import { createBatchMaker } from './batches.ts';
import { validate } from './epoch.ts';
import { createPace } from './pace.ts';
import { checkInputs } from './predict.ts';
import type { TrainedModel } from './types.ts';

/** How well a model does on labelled rows. */
export interface Evaluation {
  /** Mean cross-entropy of the rows. */
  readonly loss: number;
  /** Share of the rows that are classified rightly, from 0 to 1. */
  readonly accuracy: number;
}

/**
 * Scores the model on every row of a data set, batch by batch as it was validated, on TensorFlow.js's current backend.
 * Rows are scaled as the training data were. It cannot be stopped, since a run that was stopped is scored too.
 *
 * @param clock milliseconds, from any origin; other events get their turn between batches
 * @throws {Error} when the data have another number of columns than the model has inputs
 */
export async function evaluate(
  model: TrainedModel,
  dataset: Dataset,
  clock: () => number,
): Promise<Evaluation> {
  checkInputs(model, dataset);
  const network = createNetwork(model.layers, activations[model.config.activation]);
  const pace = createPace(clock);
  const options = {
    batchSize: model.config.batchSize,
    makeBatch: createBatchMaker(dataset, model.scaling),
    mayGoOn: async () => {
      await pace();
      return true;
    },
  };
  try {
    return (await validate(network, allRows(dataset), options))!;
  } finally {
    network.dispose();
  }
}
