import { z } from 'zod';
import type { Dictionary, ParameterValue } from '../history/index.ts';
import { activationNames } from './activations/index.ts';

/** A setting's check, with what a good value is in words: `expected a positive number, got -1`. */
function setting<Value>(expected: string, isValid: (value: unknown) => boolean): z.ZodType<Value> {
  return z.custom<Value>(isValid, { error: (issue) => `expected ${expected}, got ${show(issue.input)}` });
}

function show(value: unknown): string {
  if (typeof value === 'number' || value === undefined) return String(value);
  return JSON.stringify(value) ?? String(value);
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const count = setting<number>('a whole number of at least 1', isCount);
const oneOf = <Name extends string>(names: readonly Name[]) =>
  setting<Name>(`one of ${names.join(', ')}`, (value) => names.includes(value as Name));

/** How inputs are brought to mean 0 and deviation 1: over all values at once, column by column, or not at all. */
export const standardisations = ['all', 'columns', 'none'] as const;
export type Standardisation = (typeof standardisations)[number];

const schema = z.strictObject({
  /** Name of the data set; recorded with the run, and read by nobody in this room. */
  data: setting<string>('the name of a data set', (value) => typeof value === 'string' && value !== ''),
  /** Units of each hidden layer, from input to output; empty for a linear classifier. */
  hidden: setting<readonly number[]>(
    'a list of whole numbers of at least 1',
    (value) => Array.isArray(value) && value.every(isCount),
  ),
  activation: oneOf(activationNames),
  epochs: count,
  batchSize: count,
  learningRate: setting<number>('a positive number', (value) => isNumber(value) && value > 0),
  momentum: setting<number>('a number from 0 up to, but not, 1', (v) => isNumber(v) && v >= 0 && v < 1),
  /** Whether the order of the training rows is drawn anew for each epoch. */
  shuffle: setting<boolean>('true or false', (value) => typeof value === 'boolean'),
  /** Decides the initial weights and the shuffling. */
  seed: setting<number>(
    'a whole number from 0 to 4294967295',
    (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32,
  ),
  standardise: oneOf(standardisations),
  /** The first of this many stratified folds is the validation set, the rest trains: 5 keeps a fifth apart. */
  validationFolds: setting<number>(
    'a whole number of at least 2',
    (value) => isCount(value) && (value as number) >= 2,
  ),
});

/** All that decides a training run, apart from the data and the arithmetic of the backend. */
export type TrainConfig = Readonly<z.infer<typeof schema>>;

/** The network and the settings of skorch's defaults: an MLP 784-128-64-10 on MNIST. */
export const defaultConfig: TrainConfig = {
  data: 'mnist',
  hidden: [128, 64],
  activation: 'relu',
  epochs: 25,
  batchSize: 128,
  learningRate: 0.01,
  momentum: 0.95,
  shuffle: false,
  seed: 0,
  standardise: 'all',
  validationFolds: 5,
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
 * Checks settings from a form, a command line or a file. Settings left out (or undefined) take `defaultConfig`'s value.
 *
 * @throws {ConfigError} such as `learningRate: expected a positive number, got -1`
 */
export function parseConfig(input: unknown): TrainConfig {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new ConfigError([{ setting: '', message: `expected an object of settings, got ${show(input)}` }]);
  }
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const parsed = schema.safeParse({ ...defaultConfig, ...given });
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.flatMap(describeIssue));
}

function describeIssue(issue: z.core.$ZodIssue): ConfigIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ setting: key, message: 'is not a setting' }));
  }
  return [{ setting: issue.path.join('.'), message: issue.message }];
}

/** The settings as a run's parameters, in snake case, in the order in which axes show them. */
export function configParameters(config: TrainConfig): Dictionary<ParameterValue> {
  return {
    data: config.data,
    activation: config.activation,
    hidden: config.hidden.join('-'),
    learning_rate: config.learningRate,
    momentum: config.momentum,
    batch_size: config.batchSize,
    epochs: config.epochs,
    shuffle: config.shuffle,
    standardise: config.standardise,
    validation_folds: config.validationFolds,
    seed: config.seed,
  };
}
