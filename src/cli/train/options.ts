import type { ArgsDef, ParsedArgs } from 'citty';
import {
  activationNames,
  defaultConfig,
  fillMethods,
  foldKinds,
  initialisations,
  optimizers,
  schedules,
  scorerNames,
  standardisations,
  stoppingMetrics,
  type Setting,
} from '../../../trainer/index.ts';
import { didYouMean } from '../suggest.ts';
import { optionOf, settingNames, settings } from './settings.ts';

/** The names of ways to fill in missing cells, as typed. */
export const FILL_NAMES = fillMethods.map((name) => name.replace('_', '-'));

/** Descriptions of the settings in `--help`. */
const descriptions: Partial<Record<Setting, string>> = {
  hidden: 'Units of each hidden layer; none for a linear model',
  activation: `Of ${activationNames.join(', ')}; relu-tanh for one per layer; "mine=max(0, x)" for one of your own`,
  initialisation: `Initial weights: ${initialisations.join(', ')}`,
  initialScale: 'Std. dev. of the kernels for the initialisation normal',
  optimizer: optimizers.join(', '),
  learningRate: 'Step size',
  momentum: 'For SGD, as in PyTorch',
  nesterov: 'Nesterov momentum for SGD',
  beta1: 'For Adam and AdamW',
  beta2: 'For Adam and AdamW',
  epsilon: 'For Adam, AdamW and RMSProp',
  smoothing: 'For RMSProp',
  schedule: `Learning rate schedule: ${schedules.join(', ')}`,
  scheduleEvery: 'For the schedule step, in epochs',
  scheduleFactor: 'For the schedules step and exponential',
  warmup: 'Epochs over which the learning rate first rises',
  weightDecay: 'L2, decoupled for AdamW',
  l1: "Factor of the sum of the kernels' absolute values",
  dropout: 'Fraction of the hidden outputs that each step drops',
  batchNorm: 'Batch normalisation before each activation',
  batchSize: 'Rows per step',
  epochs: 'Passes over the training rows',
  earlyStopping: `Stop when this no longer improves: ${stoppingMetrics.join(', ')}`,
  patience: 'Epochs without improvement before stopping early',
  minDelta: 'Minimum change that counts as an improvement',
  shuffle: 'Shuffle the rows before each epoch',
  seed: 'Seed of initial weights, shuffling and dropout',
  standardise: `Scale to mean 0 and std. dev. 1: ${standardisations.join(', ')}`,
  validationFolds: 'The first of N folds of the rows is the validation set',
  health: 'Record the health of the network',
  batches: 'Record the loss of every batch, as in skorch',
};

/** An option for every setting of a run. Numbers and names accept several values, each of which is tried. */
const settingOptions = Object.fromEntries(
  settings.map((setting) => {
    const value = defaultConfig[setting];
    return [
      optionOf(setting),
      {
        type: typeof value === 'boolean' ? 'boolean' : 'string',
        description: descriptions[setting] ?? '',
        valueHint: String(value),
        ...(setting === 'activation' ? { alias: ['activations'] } : {}),
      },
    ] as const;
  }),
) as Record<string, { type: 'string' | 'boolean'; description: string }>;

const ownOptions = {
  data: {
    type: 'string',
    default: 'mnist',
    description:
      'mnist, spiral, circles, moons, xor, clusters (moons:0.3 sets the noise), tabular, TABLE[:TARGET] (CSV, JSON or Parquet), or IMAGES,LABELS (IDX files, plain or .gz)',
  },
  target: { type: 'string', description: 'For a table: the column to predict; default: the last one' },
  task: {
    type: 'string',
    description: 'For a table: classification or regression; default: by the target',
  },
  'leave-out': {
    type: 'string',
    description: 'For a table: columns not used as inputs, separated by commas',
  },
  'drop-missing': {
    type: 'boolean',
    default: false,
    description: 'For a table: drop rows with missing cells, which are otherwise an error',
  },
  'fill-missing': {
    type: 'string',
    description:
      'For a table: fill in missing inputs with the mean, median or most-frequent value of the rows trained on',
  },
  'test-folds': {
    type: 'string',
    description: 'For a table: hold out the first of N folds as a test set, scored once at the end',
  },
  'keep-order': {
    type: 'boolean',
    default: false,
    description: 'For a table: keep the order of the rows; by default they are shuffled with the seed',
  },
  limit: { type: 'string', description: 'Train on the first N rows only' },
  param: {
    type: 'string',
    description:
      'Search over a setting; may be repeated: lr=0.1,0.01 · hidden=128-64,256 · lr=0.001..0.3:log · batch-size=16..256:int · "momentum=0,0.9 if optimizer=sgd"',
  },
  derivative: {
    type: 'string',
    description:
      'The derivative of your own activation: "x > 0 ? 1 : 0"; derived from its formula by default',
  },
  search: { type: 'string', default: 'grid', description: 'grid or random' },
  samples: { type: 'string', default: '10', description: 'Candidates of a random search' },
  'search-seed': { type: 'string', default: '0', description: 'Seed of a random search' },
  folds: { type: 'string', description: 'Cross-validate each candidate on N folds' },
  'fold-kind': {
    type: 'string',
    description: `${foldKinds.join(', ')}; default: stratified, or grouped with --groups`,
  },
  groups: {
    type: 'string',
    description:
      'Keep rows of one group together: a column of the table, or a text file with the group of each row, one per line',
  },
  'shuffle-folds': {
    type: 'string',
    description: 'Shuffle the rows with this seed before splitting into folds',
  },
  repeats: {
    type: 'string',
    default: '1',
    description: 'Train everything N times, with the next seed each time',
  },
  'seed-per-fold': {
    type: 'boolean',
    default: false,
    description: 'Give each fold the next seed, so that the spread of the folds includes that of the seeds',
  },
  scoring: {
    type: 'string',
    description: `One or more of ${scorerNames.join(', ')}`,
  },
  'train-scores': { type: 'boolean', default: false, description: 'Also score the training set' },
  verdict: {
    type: 'boolean',
    default: false,
    description: 'Test whether the best candidate is better than the others (3 folds unless --folds)',
  },
  margin: {
    type: 'string',
    description:
      'With a verdict: scores that differ by at most this much are practically equal; default: 0.01 for rates and R², else 1 % of the best mean',
  },
  baseline: {
    type: 'string',
    description:
      'With a verdict: compare the others with this candidate only, chosen before training; default: all pairs',
  },
  'fair-lr': {
    type: 'boolean',
    default: false,
    description: 'Tune the learning rate of each activation first, show the table, then the verdict',
  },
  workers: {
    type: 'string',
    description: 'Parallel runs; default: as many as processors and memory allow',
  },
  backend: { type: 'string', default: 'wasm', description: 'wasm or cpu' },
  out: { type: 'string', default: 'runs.json', description: 'History JSON to write' },
  resume: {
    type: 'boolean',
    default: false,
    description: 'Resume the same command after an interruption, from the checkpoints next to --out',
  },
  force: {
    type: 'boolean',
    alias: 'f',
    default: false,
    description: 'Replace existing output files, and checkpoints of an interrupted command',
  },
  'cv-results': {
    type: 'string',
    description:
      "Write scikit-learn's cv_results_ to this .json or .csv (.records.json for one object per candidate)",
  },
  models: {
    type: 'string',
    description: "Write each network into this folder, in TensorFlow.js's format: model.json and weights.bin",
  },
  histories: { type: 'string', description: "Write skorch's history.json of each run into this folder" },
} as const satisfies ArgsDef;

/** The options of `heddle train`, as its `--help` shows them. */
export const trainOptions = { ...ownOptions, ...settingOptions };

export type TrainArguments = ParsedArgs<typeof ownOptions>;

/** The values of options that accept names only, for shell completion. */
export function optionChoices(): Record<string, readonly string[]> {
  const named = settings.flatMap((setting) => {
    const names = settingNames[setting];
    return names === undefined ? [] : [[optionOf(setting), names] as const];
  });
  return {
    ...Object.fromEntries(named),
    search: ['grid', 'random'],
    task: ['classification', 'regression'],
    backend: ['wasm', 'cpu'],
    'fill-missing': FILL_NAMES,
    'fold-kind': foldKinds,
    scoring: scorerNames,
  };
}

/** The settings given on the command line, as text. */
export function givenSettings(args: Readonly<Record<string, unknown>>): Map<Setting, string> {
  return new Map(
    settings.flatMap((setting) => {
      const text = args[optionOf(setting)];
      return text === undefined ? [] : [[setting, String(text)]];
    }),
  );
}

/** All `--param` options: the parser keeps only the last one. */
export function paramsOf(rawArgs: readonly string[]): string[] {
  return rawArgs.flatMap((arg, i) => {
    if (arg === '--param') return [rawArgs[i + 1] ?? ''];
    return arg.startsWith('--param=') ? [arg.slice('--param='.length)] : [];
  });
}

/** @throws {Error} for an unknown option, which the parser accepts silently */
export function checkOptions(args: Readonly<Record<string, unknown>>): void {
  const known = new Set(Object.keys(trainOptions).flatMap((name) => [name, camelCase(name)]));
  known.add('activations').add('f');
  const unknown = Object.keys(args).find((name) => name !== '_' && !known.has(name));
  if (unknown !== undefined) {
    const suggestion = didYouMean(unknown, Object.keys(trainOptions), (name) => `--${name}`);
    throw new Error(`--${unknown}: is not an option; --help lists them.${suggestion}`);
  }
  const [stray] = args['_'] as readonly string[];
  if (stray !== undefined) throw new Error(`"${stray}": expected options only, such as --data ${stray}`);
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Parses a whole number from `min` to `max`; null if the option is not given. */
export function countFrom(
  name: string,
  text: string | undefined,
  min: number,
  max = Number.MAX_SAFE_INTEGER,
): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < min) {
    throw new Error(`--${name}: expected a whole number of at least ${String(min)}, got "${text}"`);
  }
  if (value > max) throw new Error(`--${name}: expected at most ${String(max)}, got "${text}"`);
  return value;
}

/** Parses a finite number of at least 0; null if the option is not given. */
export function amountFrom(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new Error(`--${name}: expected a number of at least 0, got "${text}"`);
  }
  return value;
}

/** A suggestion as a separate sentence, after one without a full stop; empty if no name is similar. */
function suggestionAfter(text: string, names: readonly string[]): string {
  const suggestion = didYouMean(text, names);
  return suggestion && `.${suggestion}`;
}

/** Parses one of several names. */
export function choiceFrom<Name extends string>(name: string, text: string, names: readonly Name[]): Name {
  const found = names.find((each) => each === text);
  if (found !== undefined) return found;
  throw new Error(`--${name}: expected ${names.join(' or ')}, got "${text}"${suggestionAfter(text, names)}`);
}
