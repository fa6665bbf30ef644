import { createBestTracker } from '../../history/index.ts';
import type { Dictionary, EpochBatches, EpochRecord, MetricDefinition } from '../../history/index.ts';
import { hiddenLayers } from '../config.ts';
import type { TrainConfig } from '../config.ts';
import { allRows, checkDataset } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import { measureFill } from '../data/fill.ts';
import { scalingOf } from '../data/standardise.ts';
import type { Scaling } from '../data/standardise.ts';
import type { Split } from '../data/stratified-folds.ts';
import { validationSplit } from '../data/validation-split.ts';
import { addEpoch, createCheckUp, healthMetrics, probeRows } from '../health/index.ts';
import type { CheckUp } from '../health/index.ts';
import { createOptimizer } from '../model/optimizers/index.ts';
import { learningRateAt } from '../model/schedule.ts';
import { createRandom, resumeRandom, shuffle } from '../random.ts';
import { createBatchMaker, disposeOfBatch } from './batches.ts';
import type { BatchMaker } from './batches.ts';
import { continueOptimizer, describeChange, withChange } from './changes.ts';
import { createEarlyStopping } from './early-stopping.ts';
import { trainEpoch, validate } from './epoch.ts';
import type { EpochLoss } from './epoch.ts';
import { createObjective, measureTargets } from './objective.ts';
import { createYielder } from '../../history/scheduling/index.ts';
import { networkOf, startNetwork } from './start-network.ts';
import { trainStep } from './steps.ts';
import type { TrainingState } from './steps.ts';
import type { TrainContext, TrainResult, TrainState } from './types.ts';

/** The metrics of the records of a run on these data; the most important one is last. */
export function recordMetrics(config: TrainConfig, dataset: Dataset): Dictionary<MetricDefinition> {
  const scores = Object.entries(createObjective(dataset).scoreMetrics);
  return {
    ...(hasVaryingRate(config) ? { lr: { direction: 'none' } } : {}),
    ...(config.health ? healthMetrics(config.hidden.length) : {}),
    train_loss: { direction: 'min' },
    valid_loss: { direction: 'min' },
    ...Object.fromEntries(scores.map(([name, definition]) => [`valid_${name}`, definition])),
  };
}

function hasVaryingRate({ schedule, warmup }: TrainConfig): boolean {
  return schedule !== 'constant' || warmup > 0;
}

/** The rows of a data set to train on, and the scaling measured on all of it. */
export interface TrainingRows {
  readonly rows: Uint32Array;
  readonly scaling: Scaling;
}

/**
 * Trains an MLP like skorch's `NeuralNetClassifier` or `NeuralNetRegressor`, on TensorFlow.js's current backend, and
 * yields a record after each (remaining) epoch. The first of `validationFolds` folds of the rows (see `validationSplit`)
 * is the validation set. If the training or validation loss becomes NaN or infinite, the record is the last one, and the
 * run has diverged. Equal settings, data and backend give equal records, apart from `dur`.
 *
 * All tensors are freed when the generator ends, also if its consumer returns early.
 *
 * @param selection default: all rows of the data set, with the scaling measured on them
 * @throws {Error} if the data set is invalid (see `checkDataset`) or too small to split, or lacks the metric for early
 * stopping
 */
export async function* train(
  initialConfig: TrainConfig,
  dataset: Dataset,
  context: TrainContext,
  selection?: TrainingRows,
): AsyncGenerator<EpochRecord, TrainResult, void> {
  checkDataset(dataset);
  const changes = [...(context.resume?.changes ?? [])];
  let config = changes.reduce((before, { settings }) => withChange(before, settings), initialConfig);
  const measured = selection?.scaling ?? scalingOf(dataset, config.standardise);
  const rows = selection?.rows ?? allRows(dataset);
  const split = validationSplit(dataset, config.validationFolds, rows);
  const fill = measureFill(dataset, split.train, measured.mean);
  const scaling = fill ? { ...measured, fill } : measured;
  const { epochs } = config;
  const batchCount = (part: Uint32Array) => Math.ceil(part.length / config.batchSize);

  const start = context.resume;
  const { epochsBefore = 0 } = context;
  const random = start ? resumeRandom(start.random) : createRandom(config.seed, 'order');
  const order = (start?.order ?? split.train).slice();
  const metrics = recordMetrics(config, dataset);
  const shouldStop = earlyStopping(config, metrics, dataset);
  const objective = createObjective(dataset, targetScaling(config, dataset, split.train));
  const initial = start?.layers ?? context.initial;
  const network = initial
    ? networkOf(config, initial)
    : startNetwork(config, dataset.dimensions, objective.outputs);
  let optimizer = createOptimizer(network, config);
  if (start) optimizer.restore(start.optimizer);
  const tracker = createBestTracker(metrics);
  const records = (start?.records ?? []).map((record) => tracker.add(record));
  const isOver = records.reduce((_, record) => shouldStop(record), false);
  const yieldIfDue = createYielder(context.clock);
  const maker = createBatchMaker(dataset, scaling, objective);
  const options = {
    get batchSize() {
      return config.batchSize;
    },
    makeBatch: maker.makeBatch,
    shouldContinue: async () => {
      await yieldIfDue();
      await context.gate?.();
      return !context.signal?.aborted;
    },
  };
  const checkUp = config.health
    ? startCheckUp({ network, objective }, config, split, options.makeBatch)
    : null;
  let distributions = start?.distributions ?? {};
  const batchLosses = [...(start?.batches ?? [])];
  const end = async (status: TrainResult['status'], stoppedEpoch?: number): Promise<TrainResult> => ({
    status,
    model: {
      config,
      classes: dataset.classes,
      scaling,
      layers: await network.read(),
      ...(objective.targetScaling ? { targetScaling: objective.targetScaling } : {}),
    },
    ...(stoppedEpoch === undefined ? {} : { stoppedEpoch }),
  });
  const read = async (): Promise<TrainState> => ({
    records: records.slice(),
    distributions,
    batches: batchLosses.slice(),
    ...(changes.length > 0 ? { changes: changes.slice() } : {}),
    layers: await network.read(),
    optimizer: await optimizer.read(),
    order: order.slice(),
    random: random.read(),
  });

  try {
    if (isOver) return await end('completed', epochsBefore + records.length);
    for (let epoch = records.length + 1; epoch <= epochs; epoch++) {
      const began = context.clock();
      const settings = context.takeChange?.() ?? null;
      const changed = settings ? describeChange(config, settings) : '';
      if (settings && changed !== '') {
        changes.push({ epoch, settings });
        config = withChange(config, settings);
        optimizer = await continueOptimizer(optimizer, network, config);
      }
      const state = { network, optimizer, objective };
      if (config.shuffle) shuffle(order, random);
      const batches = batchCount(order);
      const pass = { dropout: config.dropout, random: createRandom(config.seed, 'dropout', epoch) };
      const rateOf = (batch: number) => learningRateAt(config, (epoch - 1) * batches + batch, batches);
      const training = await trainEpoch(order, options, (batch, index) => {
        if (index === batches - 1) checkUp?.watchStep();
        const loss = trainStep(state, batch, rateOf(index), pass);
        context.onProgress?.({ epoch, epochs, batch: index + 1, batches });
        return loss;
      });
      const validation =
        training && (await validate(network, objective, split.test, options, config.batches));
      if (training === null || validation === null) return await end('stopped');
      const trainLoss = training.loss;

      const health = await checkUp?.measure();
      if (health) distributions = addEpoch(distributions, epochsBefore + epoch, health.layers);
      const record = tracker.add({
        epoch: epochsBefore + epoch,
        dur: (context.clock() - began) / 1000,
        train_loss: trainLoss,
        valid_loss: validation.loss,
        ...withPrefix('valid_', validation.scores),
        ...(hasVaryingRate(config) ? { lr: rateOf(batches - 1) } : {}),
        ...health?.values,
        ...(changed === '' ? {} : { changed }),
        train_batch_count: batches,
        valid_batch_count: batchCount(split.test),
      });
      records.push(record);
      if (config.batches) {
        batchLosses.push(batchesOf(epochsBefore + epoch, training, validation));
        context.onBatches?.(batchLosses.slice());
      }
      const isFinite = Number.isFinite(trainLoss) && Number.isFinite(validation.loss);
      if (isFinite && epoch < epochs) await context.onCheckpoint?.(read);
      if (health) context.onDistributions?.(distributions);
      yield record;
      if (!isFinite) return await end('diverged');
      if (shouldStop(record) && epoch < epochs) return await end('completed', epochsBefore + epoch);
    }
    return await end('completed');
  } finally {
    checkUp?.dispose();
    maker.dispose();
    optimizer.dispose();
    network.dispose();
  }
}

/** The batches of an epoch by skorch's names. */
function batchesOf(epoch: number, training: EpochLoss, validation: EpochLoss): EpochBatches {
  return {
    epoch,
    columns: {
      train_loss: training.losses,
      train_batch_size: training.sizes,
      valid_loss: validation.losses,
      valid_batch_size: validation.sizes,
    },
  };
}

function startCheckUp(
  { network, objective }: Pick<TrainingState, 'network' | 'objective'>,
  config: TrainConfig,
  split: Split,
  makeBatch: BatchMaker['makeBatch'],
): CheckUp {
  const activations = hiddenLayers(config).map(({ activation }) => activation);
  const probe = makeBatch(probeRows(split.test, split.train.length));
  const checkUp = createCheckUp(network, objective, activations, probe);
  return {
    ...checkUp,
    dispose() {
      checkUp.dispose();
      disposeOfBatch(probe);
    },
  };
}

function withPrefix(prefix: string, values: Dictionary<number>): Dictionary<number> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}${key}`, value]));
}

/** The targets of a regression are standardised, unless `standardise` is `none`. */
export function targetScaling(config: TrainConfig, { targets }: Dataset, rows: Uint32Array) {
  return targets && config.standardise !== 'none' ? measureTargets(targets, rows) : undefined;
}

function earlyStopping(
  config: TrainConfig,
  metrics: Dictionary<MetricDefinition>,
  dataset: Dataset,
): (record: EpochRecord) => boolean {
  const metric = config.earlyStopping;
  if (metric === 'none') return () => false;
  if (!Object.hasOwn(metrics, metric)) {
    const known = Object.keys(metrics).join(', ');
    throw new Error(`earlyStopping: ${dataset.name} has no ${metric}, expected one of ${known}`);
  }
  return createEarlyStopping(metric, metrics[metric]!.direction, config);
}
