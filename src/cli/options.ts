import type { ArgsDef, ParsedArgs } from 'citty';
import {
  activationNames,
  backendNames,
  defaultConfig,
  parseConfig,
  sweep,
  type BackendName,
  type TrainConfig,
} from '../../trainer/index.ts';

/** The options of `npm run train`, as its `--help` shows them. */
export const trainOptions = {
  activations: {
    type: 'string',
    default: 'relu',
    description: `One or more of ${activationNames.join(', ')}`,
  },
  data: {
    type: 'string',
    default: 'mnist',
    description: 'mnist, spiral, tabular, or IMAGES,LABELS (IDX files, plain or .gz)',
  },
  limit: { type: 'string', description: 'Train on the first so many rows only' },
  hidden: {
    type: 'string',
    default: defaultConfig.hidden.join(','),
    description: 'Units of each hidden layer',
  },
  epochs: {
    type: 'string',
    default: String(defaultConfig.epochs),
    description: 'Passes over the training rows',
  },
  'batch-size': { type: 'string', default: String(defaultConfig.batchSize), description: 'Rows per step' },
  'learning-rate': {
    type: 'string',
    default: String(defaultConfig.learningRate),
    description: 'One or more learning rates',
  },
  momentum: {
    type: 'string',
    default: String(defaultConfig.momentum),
    description: 'Of SGD, in the form of PyTorch',
  },
  seed: {
    type: 'string',
    default: String(defaultConfig.seed),
    description: 'Decides initial weights and shuffling',
  },
  shuffle: { type: 'boolean', default: false, description: 'Draw the order of the rows anew each epoch' },
  folds: { type: 'string', description: 'Cross-validate each configuration on so many stratified folds' },
  backend: { type: 'string', default: 'wasm', description: 'wasm or cpu' },
  out: { type: 'string', default: 'runs.json', description: 'History JSON to write' },
} as const satisfies ArgsDef;

export type TrainArguments = ParsedArgs<typeof trainOptions>;

const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** A number where the text is one, else the text, which `parseConfig` then names. */
const numberOr = (text: string): unknown =>
  text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);

/** Every combination of the activations and learning rates asked for. Throws a sentence for a bad value. */
export function configsFrom(args: TrainArguments): TrainConfig[] {
  const activations = list(args.activations);
  const rates = list(args['learning-rate']).map(numberOr);
  const base = (activation: unknown, learningRate: unknown) =>
    parseConfig({
      data: args.data,
      hidden: list(args.hidden).map(numberOr),
      activation,
      learningRate,
      epochs: numberOr(args.epochs),
      batchSize: numberOr(args['batch-size']),
      momentum: numberOr(args.momentum),
      seed: numberOr(args.seed),
      shuffle: args.shuffle,
    });
  if (activations.length === 0)
    throw new Error(`--activations: expected one or more of ${activationNames.join(', ')}`);
  if (rates.length === 0) throw new Error('--learning-rate: expected one or more numbers');
  const checked = activations.flatMap((activation) => rates.map((rate) => base(activation, rate)));
  const activationRange = [...new Set(checked.map((config) => config.activation))];
  const rateRange = [...new Set(checked.map((config) => config.learningRate))];
  return sweep(checked[0]!, { activation: activationRange, learningRate: rateRange });
}

/** A whole number of at least `least`; null when the option is not given. */
export function countFrom(name: string, text: string | undefined, least: number): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new Error(`--${name}: expected a whole number of at least ${least}, got "${text}"`);
  }
  return value;
}

export function backendFrom(text: string): BackendName {
  const found = backendNames.find((name) => name === text && name !== 'webgl');
  if (found === undefined) throw new Error(`--backend: expected wasm or cpu, got "${text}"`);
  return found;
}
