import type { Run } from '../../../../history/index.ts';
import {
  choicesOf,
  configOfRun,
  parseConfig,
  type ActivationChoice,
  type TrainConfig,
  type TwinSettings,
} from '../../../../trainer/index.ts';
import { builtInNames } from '../../data/settings.ts';

/** A choice of twins in the form. */
export interface TwinForm {
  /** The activation of the second twin. */
  readonly other: ActivationChoice;
  /** The hidden layer that has it, from 0; null for all. */
  readonly layer: number | null;
  /** Epochs that both twins have the activations of the first. */
  readonly swapAfter: number;
}

/** Number of steps that are kept and drawn. */
const MAX_STEPS = 2000;

/** Number of rows of twins that are not a run's. */
const ROWS = 1000;

/** Where twins begin: the settings of a run, or of a small network. */
export interface TwinBase {
  readonly config: TrainConfig;
  /** Number of rows; null for all. */
  readonly rows: number | null;
}

/** A small network on moons. */
export function smallBase(): TwinBase {
  const config = parseConfig({
    ...{ data: 'moons', hidden: [8, 8], activation: 'relu', learningRate: 0.05, momentum: 0.9 },
    ...{ batchSize: 64, epochs: 10, health: false },
  });
  return { config, rows: ROWS };
}

/** The settings of a run; null if the page alone does not have its data. */
export function baseOfRun(run: Run): TwinBase | null {
  const { parameters } = run;
  const [data = ''] = String(parameters['data']).split(':');
  if (parameters['hidden'] === undefined || !builtInNames.includes(data)) return null;
  const { config, unmapped } = configOfRun(run);
  if (unmapped.includes('activation') || config.hidden.length === 0) return null;
  const rows = parameters['rows'];
  return { config: { ...config, health: false }, rows: typeof rows === 'number' ? rows : null };
}

/** @throws {Error} if the layer does not exist, or there is nothing left to train after the swap */
export function twinSettings(
  { config, rows }: TwinBase,
  { other, layer, swapAfter }: TwinForm,
): TwinSettings {
  const own = choicesOf(config.activation);
  const choices = config.hidden.map((_, i) => own[i] ?? own[0]!);
  if (layer !== null && layer >= choices.length)
    throw new Error(`layer: expected 1 to ${String(choices.length)}, got ${String(layer + 1)}`);
  const activations = choices.map((choice, i) => (layer === null || layer === i ? other : choice));
  const epochs = Math.min(config.epochs, maxEpochs(config, rows));
  if (swapAfter >= epochs)
    throw new Error(`swap: expected an epoch before ${String(epochs)}, the last, got ${String(swapAfter)}`);
  return { config: { ...config, epochs, activation: choices }, activations, swapAfter };
}

/** Number of epochs of at most `MAX_STEPS`, but one at least. */
function maxEpochs({ batchSize, validationFolds }: TrainConfig, rows: number | null): number {
  const training = (rows ?? MANY_ROWS) * (1 - 1 / validationFolds);
  return Math.max(1, Math.floor(MAX_STEPS / Math.ceil(training / batchSize)));
}

/** MNIST's. */
const MANY_ROWS = 60_000;
