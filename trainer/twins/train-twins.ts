import { dispose, softmax, tidy } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { createYielder } from '../../history/scheduling/index.ts';
import { hiddenLayers, parseConfig } from '../config.ts';
import type { TrainConfig } from '../config.ts';
import { allRows, checkDataset } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import { measureFill } from '../data/fill.ts';
import { scalingOf } from '../data/standardise.ts';
import { validationSplit } from '../data/validation-split.ts';
import { probeRows } from '../health/index.ts';
import type { LayerWeights } from '../model/layers.ts';
import type { Network } from '../model/network.ts';
import { createOptimizer } from '../model/optimizers/index.ts';
import type { Optimizer } from '../model/optimizers/index.ts';
import { learningRateAt } from '../model/schedule.ts';
import { createRandom, shuffle } from '../random.ts';
import type { Random } from '../random.ts';
import { createBatchMaker, disposeOfBatch, inBatches } from '../training/batches.ts';
import type { Batch } from '../training/batches.ts';
import { createObjective } from '../training/objective.ts';
import type { Objective } from '../training/objective.ts';
import { networkOf, startNetwork } from '../training/start-network.ts';
import { trainStep } from '../training/steps.ts';
import { targetScaling } from '../training/train.ts';
import { rowDistances, unitDistances, weightDistance } from './distances.ts';
import type { TwinSettings, TwinStep } from './types.ts';

interface Twin {
  readonly config: TrainConfig;
  readonly network: Network;
  readonly optimizer: Optimizer;
}

export interface TwinContext {
  /** Milliseconds from any origin. */
  readonly clock: () => number;
  /** Once aborted, training stops before the next batch. */
  readonly signal?: AbortSignal;
}

/** The rows of the data set on which outputs are compared, spread over the validation set; see `probeRows`. */
export function twinProbe({ config }: Pick<TwinSettings, 'config'>, dataset: Dataset): Uint32Array {
  const { train, test } = validationSplit(dataset, config.validationFolds, allRows(dataset));
  return probeRows(test, train.length);
}

/**
 * Trains two networks in lockstep on TensorFlow.js's current backend: the same initial weights, batches and dropout, but
 * other activations, from the start or after some epochs. Yields how far apart they are after each batch. Before they
 * have different activations, they are equal bit by bit.
 *
 * @throws {Error} if the data set is invalid, or an activation with a learned slope comes or goes after the start
 */
export async function* trainTwins(
  settings: TwinSettings,
  dataset: Dataset,
  { clock, signal }: TwinContext,
): AsyncGenerator<TwinStep, void, void> {
  checkDataset(dataset);
  const { config, swapAfter } = settings;
  const other = parseConfig({ ...config, activation: settings.activations });
  if (swapAfter > 0) checkSwap(config, other);
  const split = validationSplit(dataset, config.validationFolds, allRows(dataset));
  const measured = scalingOf(dataset, config.standardise);
  const fill = measureFill(dataset, split.train, measured.mean);
  const objective = createObjective(dataset, targetScaling(config, dataset, split.train));
  const maker = createBatchMaker(dataset, fill ? { ...measured, fill } : measured, objective);
  const probe = maker.makeBatch(twinProbe(settings, dataset));
  const yieldIfDue = createYielder(clock);
  const order = split.train.slice();
  const random = createRandom(config.seed, 'order');

  const first = createTwin(config, startNetwork(config, dataset.dimensions, objective.outputs));
  const layers = await first.network.read();
  let second = swapAfter > 0 ? createTwin(config, networkOf(config, layers)) : startOther(other, layers);
  let step = 0;
  try {
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      if (epoch === swapAfter + 1 && swapAfter > 0) second = await swapped(second, other);
      if (config.shuffle) shuffle(order, random);
      // Both twins drop the same units.
      const masks = [0, 1].map(() => createRandom(config.seed, 'dropout', epoch));
      const batches = Math.ceil(order.length / config.batchSize);
      let number = 0;
      for (const rows of inBatches(order, config.batchSize)) {
        await yieldIfDue();
        if (signal?.aborted) return;
        const rate = learningRateAt(config, step, batches);
        const batch = maker.makeBatch(rows);
        const losses = [first, second].map((twin, i) => takeStep(twin, objective, batch, rate, masks[i]!));
        disposeOfBatch(batch);
        const values = await Promise.all(losses.map((loss) => loss.data()));
        dispose(losses);
        step++;
        number++;
        const compared = await compare(first, second, objective, probe);
        yield {
          step,
          epoch,
          batch: number,
          losses: [values[0]![0]!, values[1]![0]!],
          ...compared,
        };
      }
    }
  } finally {
    for (const twin of [first, second]) disposeOfTwin(twin);
    disposeOfBatch(probe);
    maker.dispose();
  }
}

function createTwin(config: TrainConfig, network: Network): Twin {
  return { config, network, optimizer: createOptimizer(network, config) };
}

function disposeOfTwin({ network, optimizer }: Twin): void {
  optimizer.dispose();
  network.dispose();
}

/** The second twin with the weights of the first, and learned slopes as its own activations need them. */
function startOther(config: TrainConfig, layers: readonly LayerWeights[]): Twin {
  const hidden = hiddenLayers(config);
  const own = layers.map(({ inputs, units, kernel, bias, norm }, i): LayerWeights => {
    const first = hidden[i]?.activation.firstSlope;
    return {
      ...{ inputs, units, kernel, bias },
      ...(norm ? { norm } : {}),
      ...(first === undefined ? {} : { slope: Float32Array.of(first) }),
    };
  });
  return createTwin(config, networkOf(config, own));
}

/** The twin with other activations, and the weights and running values of its optimiser as they are. */
async function swapped(twin: Twin, config: TrainConfig): Promise<Twin> {
  const [layers, state] = [await twin.network.read(), await twin.optimizer.read()];
  disposeOfTwin(twin);
  const next = createTwin(config, networkOf(config, layers));
  next.optimizer.restore(state);
  return next;
}

function checkSwap(before: TrainConfig, after: TrainConfig): void {
  const [old, own] = [before, after].map((config) =>
    hiddenLayers(config).map(({ activation }) => activation),
  );
  const changed = old!.findIndex(
    ({ firstSlope }, i) => (firstSlope === undefined) !== (own![i]!.firstSlope === undefined),
  );
  if (changed < 0) return;
  throw new Error(
    `activation: a learned slope can neither come nor go while a network trains, got ${old![changed]!.name} and ${own![changed]!.name}`,
  );
}

function takeStep(
  { config, network, optimizer }: Twin,
  objective: Objective,
  batch: Batch,
  rate: number,
  random: Random,
) {
  return trainStep({ network, optimizer, objective }, batch, rate, { dropout: config.dropout, random });
}

async function compare(
  first: Twin,
  second: Twin,
  objective: Objective,
  probe: Batch,
): Promise<Pick<TwinStep, 'weights' | 'outputs' | 'examples' | 'predictions' | 'units'>> {
  const weights = weightDistance(await first.network.read(), await second.network.read());
  const [a, b] = [await probeTwin(first, objective, probe), await probeTwin(second, objective, probe)];
  const width = objective.outputs;
  const examples = rowDistances(a.outputs, b.outputs, width);
  const classesOf = (outputs: Float32Array) =>
    objective.isClassification ? likeliest(outputs, width) : new Uint8Array(0);
  return {
    weights,
    outputs: examples.reduce((sum, each) => sum + each, 0) / examples.length,
    examples,
    predictions: [classesOf(a.outputs), classesOf(b.outputs)],
    units: a.hidden.map(({ values, units }, i) => unitDistances(values, b.hidden[i]!.values, units)),
  };
}

/** The outputs of a network for the probe, as probabilities of classes, and those of its hidden units. */
async function probeTwin({ config, network }: Twin, objective: Objective, { inputs }: Batch) {
  const choices = hiddenLayers(config);
  const tensors = tidy(() => {
    const sums: Tensor2D[] = [];
    const raw = network.forward(inputs, undefined, (z) => sums.push(z));
    const hidden = sums.map((z, i) => choices[i]!.activation.apply(z, network.slopes[i] ?? undefined));
    return [objective.isClassification ? softmax(raw) : raw, ...hidden];
  });
  const [outputs, ...hidden] = await Promise.all(
    tensors.map(async (each) => ((await each.data()) as Float32Array).slice()),
  );
  dispose(tensors);
  return { outputs: outputs!, hidden: hidden.map((values, i) => ({ values, units: choices[i]!.units })) };
}

function likeliest(outputs: Float32Array, width: number): Uint8Array {
  return Uint8Array.from({ length: outputs.length / width }, (_, row) => {
    const own = outputs.subarray(row * width, (row + 1) * width);
    return own.indexOf(Math.max(...own));
  });
}
