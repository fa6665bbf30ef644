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
import { defaultsOf, optimizers, standardisations, stoppingMetrics } from './config/defaults.ts';
import { countDenseParameters, countText, LIMITS } from './config/limits.ts';
import { choicesOf } from './config/parameters.ts';
import { initialisations } from './model/initialisations.ts';
import { schedules } from './model/schedule.ts';

export {
  defaultConfig,
  defaultsOf,
  defaultStandardisation,
  optimizers,
  standardisations,
  stoppingMetrics,
} from './config/defaults.ts';
export type { Standardisation } from './config/defaults.ts';
export { activationText, configParameters } from './config/parameters.ts';
export type { ActivationChoice } from './config/activation.ts';

const shape = z.strictObject({
  /** Name of the data set; only recorded with the run. */
  data: setting<string>('the name of a data set', (value) => typeof value === 'string' && value !== ''),
  /** Units of each hidden layer, from input to output; empty for a linear model. */
  hidden: setting<readonly number[]>(
    'a list of whole numbers of at least 1',
    (value) => Array.isArray(value) && value.every(isCount),
  ),
  /** For all hidden layers, or a list with one per layer. */
  activation: activationSetting,
  initialisation: oneOf(initialisations),
  /** Standard deviation of the kernels for the initialisation `normal`. */
  initialScale: positive,
  optimizer: oneOf(optimizers),
  learningRate: positive,
  /** For SGD. */
  momentum: share,
  /** For SGD. */
  nesterov: flag,
  /** For Adam and AdamW. */
  beta1: share,
  beta2: share,
  /** For Adam, AdamW and RMSProp. */
  epsilon: positive,
  /** For RMSProp; PyTorch's alpha. */
  smoothing: share,
  schedule: oneOf(schedules),
  /** For the schedule `step`, in epochs. */
  scheduleEvery: count,
  /** For the schedules `step` and `exponential`. */
  scheduleFactor: positive,
  /** Number of epochs over which the learning rate first rises. */
  warmup: countFromZero,
  /** L2, as PyTorch's `weight_decay`; decoupled for AdamW. */
  weightDecay: notNegative,
  /** Factor of the sum of the kernels' absolute values. */
  l1: notNegative,
  /** Fraction of the hidden outputs that each training step drops. */
  dropout: share,
  /** Batch normalisation before each activation. */
  batchNorm: flag,
  batchSize: count,
  epochs: count,
  /** Stop when this metric has not improved by more than `minDelta` for `patience` epochs. */
  earlyStopping: oneOf(stoppingMetrics),
  patience: count,
  minDelta: notNegative,
  /** Whether the training rows are reshuffled for each epoch. */
  shuffle: flag,
  /** Determines the initial weights, the shuffling and the dropout. */
  seed: setting<number>(
    'a whole number from 0 to 4294967295',
    (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32,
  ),
  standardise: oneOf(standardisations),
  /** The first of this many folds is the validation set, the rest is trained on: 5 holds out a fifth. */
  validationFolds: setting<number>(
    'a whole number of at least 2',
    (value) => isCount(value) && (value as number) >= 2,
  ),
  /** Whether the records include the health of the network, layer by layer. */
  health: flag,
  /** Whether the run keeps the loss of every batch; validation is then in batches of `batchSize`, as in skorch. */
  batches: flag,
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

/** Why the hidden layers are too large to train; null if they are not. */
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

/** Everything that determines a training run, apart from the data and the backend's arithmetic. */
export type TrainConfig = Readonly<z.infer<typeof schema>>;

/** An invalid setting. */
export interface ConfigIssue {
  /** Name of the setting; empty if the input is not an object. */
  readonly setting: string;
  readonly message: string;
}

/** Invalid settings. The message has one line per issue. */
export class ConfigError extends Error {
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    super(issues.map(({ setting, message }) => (setting ? `${setting}: ${message}` : message)).join('\n'));
    this.name = 'ConfigError';
    this.issues = issues;
  }
}

/**
 * Validates settings from a form, a command line or a file. Omitted (or undefined) settings take the values of
 * `defaultConfig`; for Adam and AdamW, learning rate and weight decay default to PyTorch's.
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
  const parsed = schema.safeParse({ ...defaultsOf(given['optimizer']), ...given });
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.flatMap(describeIssue));
}

function describeIssue(issue: z.core.$ZodIssue): ConfigIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ setting: key, message: 'is not a setting' }));
  }
  return [{ setting: issue.path.join('.'), message: issue.message }];
}

/** The hidden layers that the settings describe, from input to output. */
export function hiddenLayers({
  hidden,
  activation,
}: TrainConfig): { readonly units: number; readonly activation: Activation }[] {
  const choices = choicesOf(activation).map(resolveActivation);
  const isList = Array.isArray(activation);
  return hidden.map((units, i) => ({ units, activation: choices[isList ? i : 0] ?? activations.linear }));
}
