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

/** The scores of a model on labelled rows. */
export interface Evaluation {
  /** Mean loss of the rows: cross-entropy, or the squared error of the standardised targets. */
  readonly loss: number;
  /** `acc`, the fraction of correctly classified rows; or `rmse` and `r2`. */
  readonly scores: Dictionary<number>;
  /** Fraction of correctly classified rows, from 0 to 1; NaN for a regression. */
  readonly accuracy: number;
}

/**
 * Scores the model on every row of a data set, in batches as in validation, on TensorFlow.js's current backend. Rows are
 * scaled like the training data. It cannot be stopped, since a stopped run is scored too.
 *
 * @param clock milliseconds, from any origin; used to yield to the event loop between batches
 * @throws {Error} if the number of columns differs from the model's inputs
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
    shouldContinue: async () => {
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
