import { z } from 'zod';
import { activations, resolveActivation } from './activations/index.ts';
import type { Activation } from './activations/index.ts';
import { activationSetting } from './config/activation.ts';
import {
  count,
  countFromZero,
  flag,
  isCount,
  notNegative,
  oneOf,
  positive,
  setting,
  share,
  show,
} from './config/checks.ts';
import { countDenseParameters, countText, LIMITS } from './config/limits.ts';
import { choicesOf } from './config/parameters.ts';
import { initialisations } from './model/initialise.ts';
import { schedules } from './model/schedule.ts';

export { activationText, configParameters } from './config/parameters.ts';
export type { ActivationChoice } from './config/activation.ts';

/** How inputs are brought to mean 0 and deviation 1: over all values at once, column by column, or not at all. */
export const standardisations = ['all', 'columns', 'none'] as const;
export type Standardisation = (typeof standardisations)[number];

/** The usual standardisation: columns of a table have scales of their own, pixels of an image share one. */
export function defaultStandardisation(data: 'table' | 'images' | 'points'): Standardisation {
  return data === 'table' ? 'columns' : 'all';
}

/** How steps are taken; see `model/optimizers`. */
export const optimizers = ['sgd', 'adam', 'adamw', 'rmsprop'] as const;

/** What training may be stopped early by. */
export const stoppingMetrics = [
  'none',
  'valid_loss',
  'valid_acc',
  'train_loss',
  'valid_rmse',
  'valid_r2',
] as const;

const shape = z.strictObject({
  /** Name of the data set; recorded with the run, and read by nobody in this room. */
  data: setting<string>('the name of a data set', (value) => typeof value === 'string' && value !== ''),
  /** Units of each hidden layer, from input to output; empty for a linear model. */
  hidden: setting<readonly number[]>(
    'a list of whole numbers of at least 1',
    (value) => Array.isArray(value) && value.every(isCount),
  ),
  /** Of all hidden layers, or a list with one for each. */
  activation: activationSetting,
  initialisation: oneOf(initialisations),
  /** Deviation of the kernels for the initialisation `normal`. */
  initialScale: positive,
  optimizer: oneOf(optimizers),
  learningRate: positive,
  /** Of SGD. */
  momentum: share,
  /** Of SGD. */
  nesterov: flag,
  /** Of Adam and AdamW. */
  beta1: share,
  beta2: share,
  /** Of Adam, AdamW and RMSProp. */
  epsilon: positive,
  /** Of RMSProp: PyTorch's alpha. */
  smoothing: share,
  schedule: oneOf(schedules),
  /** For the schedule `step`, in epochs. */
  scheduleEvery: count,
  /** For the schedules `step` and `exponential`. */
  scheduleFactor: positive,
  /** Epochs in which the learning rate first rises. */
  warmup: countFromZero,
  /** L2, as PyTorch's `weight_decay`; decoupled for AdamW. */
  weightDecay: notNegative,
  /** Factor of the sum of the kernels' absolute values. */
  l1: notNegative,
  /** Share of the hidden outputs that each training step leaves out. */
  dropout: share,
  /** Batch normalisation before each activation. */
  batchNorm: flag,
  batchSize: count,
  epochs: count,
  /** Stop when this metric has not become better by more than `minDelta` for `patience` epochs. */
  earlyStopping: oneOf(stoppingMetrics),
  patience: count,
  minDelta: notNegative,
  /** Whether the order of the training rows is drawn anew for each epoch. */
  shuffle: flag,
  /** Decides the initial weights, the shuffling and the dropout. */
  seed: setting<number>(
    'a whole number from 0 to 4294967295',
    (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32,
  ),
  standardise: oneOf(standardisations),
  /** The first of this many folds is the validation set, the rest trains: 5 keeps a fifth apart. */
  validationFolds: setting<number>(
    'a whole number of at least 2',
    (value) => isCount(value) && (value as number) >= 2,
  ),
  /** Whether the records say how healthy the network is, layer by layer. */
  health: flag,
});

const schema = shape.superRefine(({ activation, hidden, epochs }, context) => {
  const addIssue = (setting: string, message: string) =>
    context.addIssue({ code: 'custom', path: [setting], message });
  if (epochs > LIMITS.epochs) {
    addIssue('epochs', `expected at most ${countText(LIMITS.epochs)}, got ${countText(epochs)}`);
  }
  const tooLarge = sizeProblem(hidden);
  if (tooLarge !== null) addIssue('hidden', tooLarge);
  if (!Array.isArray(activation) || activation.length === hidden.length) return;
  const message = `expected one or a list of ${String(hidden.length)}, one for each hidden layer, got ${String(activation.length)}`;
  addIssue('activation', message);
});

/** Why hidden layers are too large to be trained; null when they are not. */
function sizeProblem(hidden: readonly number[]): string | null {
  if (hidden.length > LIMITS.hiddenLayers) {
    return `expected at most ${countText(LIMITS.hiddenLayers)} layers, got ${countText(hidden.length)}`;
  }
  const units = hidden.find((each) => each > LIMITS.units);
  if (units !== undefined)
    return `expected at most ${countText(LIMITS.units)} units a layer, got ${countText(units)}`;
  const parameters = countDenseParameters(hidden);
  if (parameters <= LIMITS.parameters) return null;
  return `expected at most ${countText(LIMITS.parameters)} parameters, got ${show(hidden)} with ${countText(parameters)}`;
}

/** All that decides a training run, apart from the data and the arithmetic of the backend. */
export type TrainConfig = Readonly<z.infer<typeof schema>>;

/**
 * The network and the settings of the notebook under skorch: an MLP 784-128-64-10 on MNIST. Where it sets nothing, the
 * defaults are PyTorch's.
 */
export const defaultConfig: TrainConfig = {
  data: 'mnist',
  hidden: [128, 64],
  activation: 'relu',
  initialisation: 'pytorch',
  initialScale: 0.01,
  optimizer: 'sgd',
  learningRate: 0.01,
  momentum: 0.95,
  nesterov: false,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  smoothing: 0.99,
  schedule: 'constant',
  scheduleEvery: 10,
  scheduleFactor: 0.1,
  warmup: 0,
  weightDecay: 0,
  l1: 0,
  dropout: 0,
  batchNorm: false,
  batchSize: 128,
  epochs: 25,
  earlyStopping: 'none',
  patience: 5,
  minDelta: 0,
  shuffle: false,
  seed: 0,
  standardise: 'all',
  validationFolds: 5,
  health: true,
};

/** What PyTorch's optimisers have as their own, in place of the defaults above. */
const optimizerDefaults: Readonly<Record<string, Partial<TrainConfig>>> = {
  adam: { learningRate: 0.001 },
  adamw: { learningRate: 0.001, weightDecay: 0.01 },
};

/** What is wrong with one setting. */
export interface ConfigIssue {
  /** Name of the setting; empty when the whole is not an object. */
  readonly setting: string;
  readonly message: string;
}

/** Settings that no network can be trained with. The message has one line for each. */
export class ConfigError extends Error {
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    super(issues.map(({ setting, message }) => (setting ? `${setting}: ${message}` : message)).join('\n'));
    this.name = 'ConfigError';
    this.issues = issues;
  }
}

/**
 * Checks settings from a form, a command line or a file. Settings left out (or undefined) take `defaultConfig`'s value;
 * for Adam and AdamW learning rate and weight decay take PyTorch's.
 *
 * @throws {ConfigError} such as `learningRate: expected a positive number, got -1`
 */
export function parseConfig(input: unknown): TrainConfig {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new ConfigError([{ setting: '', message: `expected an object of settings, got ${show(input)}` }]);
  }
  const given: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined),
  );
  const own = optimizers.find((name) => name === given['optimizer']) ?? defaultConfig.optimizer;
  const parsed = schema.safeParse({ ...defaultConfig, ...optimizerDefaults[own], ...given });
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.flatMap(describeIssue));
}

function describeIssue(issue: z.core.$ZodIssue): ConfigIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ setting: key, message: 'is not a setting' }));
  }
  return [{ setting: issue.path.join('.'), message: issue.message }];
}

/** The hidden layers that the settings ask for, from input to output. */
export function hiddenLayers({
  hidden,
  activation,
}: TrainConfig): { readonly units: number; readonly activation: Activation }[] {
  const choices = choicesOf(activation).map(resolveActivation);
  const isList = Array.isArray(activation);
  return hidden.map((units, i) => ({ units, activation: choices[isList ? i : 0] ?? activations.linear }));
}
