import { createBestTracker } from '../../history/index.ts';
import type { Dictionary, EpochRecord, MetricDefinition } from '../../history/index.ts';
import { activations } from '../activations/index.ts';
import type { TrainConfig } from '../config.ts';
import { allRows, checkDataset } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import { measureScaling } from '../data/standardise.ts';
import type { Scaling } from '../data/standardise.ts';
import { stratifiedFolds } from '../data/stratified-folds.ts';
import { initialLayers } from '../model/layers.ts';
import { createNetwork } from '../model/network.ts';
import { createSgd } from '../model/sgd.ts';
import { createRandom, resumeRandom, shuffle } from '../random.ts';
import { createBatchMaker } from './batches.ts';
import { trainEpoch, validate } from './epoch.ts';
import { createPace } from './pace.ts';
import type { TrainContext, TrainResult, TrainState } from './types.ts';

/** The metrics of every record that `train` yields. */
export const RECORD_METRICS: Dictionary<MetricDefinition> = {
  train_loss: { direction: 'min' },
  valid_loss: { direction: 'min' },
  valid_acc: { direction: 'max' },
};

/** Which rows of a data set to train on, and the scaling that was measured on all of it. */
export interface Selection {
  readonly rows: Uint32Array;
  readonly scaling: Scaling;
}

/**
 * Trains an MLP as skorch's `NeuralNetClassifier` does, on TensorFlow.js's current backend, and yields a record after
 * each epoch, or after each that is left where it goes on from a state. The first of `validationFolds` stratified folds of the rows is the validation set. A record whose loss,
 * in training or validation, is NaN or infinite is the last one, and the run has diverged. Equal settings, data and
 * backend give equal records, apart from `dur`.
 *
 * Tensors are gone when the generator ends, also when its consumer leaves early.
 *
 * @param selection all rows of the data set, with the scaling measured on them, when left out
 * @throws {Error} when the data set is no good (see `checkDataset`) or too small to be split
 */
export async function* train(
  config: TrainConfig,
  dataset: Dataset,
  context: TrainContext,
  selection?: Selection,
): AsyncGenerator<EpochRecord, TrainResult, void> {
  checkDataset(dataset);
  const scaling = selection?.scaling ?? measureScaling(dataset, config.standardise);
  const rows = selection?.rows ?? allRows(dataset);
  const split = stratifiedFolds(dataset.labels, config.validationFolds, rows)[0]!;
  const { batchSize, epochs } = config;
  const batchCount = (part: Uint32Array) => Math.ceil(part.length / batchSize);

  const start = context.resume;
  const random = start ? resumeRandom(start.random) : createRandom(config.seed, 'order');
  const order = (start?.order ?? split.train).slice();
  const sizes = [dataset.dimensions, ...config.hidden, dataset.classes];
  const network = createNetwork(
    start?.layers ?? initialLayers(sizes, createRandom(config.seed)),
    activations[config.activation],
  );
  const optimizer = createSgd(network.variables, config);
  if (start) optimizer.restore(start.optimizer);
  const tracker = createBestTracker(RECORD_METRICS);
  const records = (start?.records ?? []).map((record) => tracker.add(record));
  const pace = createPace(context.clock);
  const options = {
    batchSize,
    makeBatch: createBatchMaker(dataset, scaling),
    mayGoOn: async () => {
      await pace();
      await context.gate?.();
      return !context.signal?.aborted;
    },
  };
  const end = async (status: TrainResult['status']): Promise<TrainResult> => ({
    status,
    model: { config, classes: dataset.classes, scaling, layers: await network.read() },
  });
  const read = async (): Promise<TrainState> => ({
    records: records.slice(),
    layers: await network.read(),
    optimizer: await optimizer.read(),
    order: order.slice(),
    random: random.read(),
  });

  try {
    for (let epoch = records.length + 1; epoch <= epochs; epoch++) {
      const began = context.clock();
      if (config.shuffle) shuffle(order, random);
      const trainLoss = await trainEpoch(network, optimizer, order, options, (batch) =>
        context.onProgress?.({ epoch, epochs, batch, batches: batchCount(order) }),
      );
      const validation = trainLoss === null ? null : await validate(network, split.test, options);
      if (trainLoss === null || validation === null) return await end('stopped');

      const record = tracker.add({
        epoch,
        dur: (context.clock() - began) / 1000,
        train_loss: trainLoss,
        valid_loss: validation.loss,
        valid_acc: validation.accuracy,
        train_batch_count: batchCount(order),
        valid_batch_count: batchCount(split.test),
      });
      records.push(record);
      const isFinite = Number.isFinite(trainLoss) && Number.isFinite(validation.loss);
      if (isFinite && epoch < epochs) await context.onCheckpoint?.(read);
      yield record;
      if (!isFinite) return await end('diverged');
    }
    return await end('completed');
  } finally {
    optimizer.dispose();
    network.dispose();
  }
}
