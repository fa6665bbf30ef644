import type { Dictionary } from '../../history/index.ts';
import { allRows } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import { createBatchMaker } from './batches.ts';
import { validate } from './epoch.ts';
import { createObjective } from './objective.ts';
import { createYielder } from '../../history/scheduling/index.ts';
import { checkInputs } from './predict.ts';
import { networkOf } from './start-network.ts';
import type { TrainedModel } from './types.ts';

/** How well a model does on labelled rows. */
export interface Evaluation {
  /** Mean loss of the rows: cross-entropy, or the squared error of the standardised numbers. */
  readonly loss: number;
  /** `acc`, the share of the rows that are classified rightly; or `rmse` and `r2`. */
  readonly scores: Dictionary<number>;
  /** Share of the rows that are classified rightly, from 0 to 1; NaN for a regression. */
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
  const objective = createObjective(dataset, model.targetScaling);
  const network = networkOf(model.config, model.layers);
  const yieldIfDue = createYielder(clock);
  const batches = createBatchMaker(dataset, model.scaling, objective);
  const options = {
    batchSize: model.config.batchSize,
    makeBatch: batches.makeBatch,
    mayGoOn: async () => {
      await yieldIfDue();
      return true;
    },
  };
  try {
    const { loss, scores } = (await validate(network, objective, allRows(dataset), options))!;
    return { loss, scores, accuracy: scores['acc'] ?? NaN };
  } finally {
    batches.dispose();
    network.dispose();
  }
}
