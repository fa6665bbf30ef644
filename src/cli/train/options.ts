import type { ArgsDef, ParsedArgs } from 'citty';
import {
  activationNames,
  defaultConfig,
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
import { optionOf, settings } from './settings.ts';

/** What `--help` says of a setting beyond its name. */
const descriptions: Partial<Record<Setting, string>> = {
  hidden: 'Units of each hidden layer; none for a linear model',
  activation: `Of ${activationNames.join(', ')}; relu-tanh for one a layer`,
  initialisation: `How the first weights are drawn: ${initialisations.join(', ')}`,
  initialScale: 'Deviation of the kernels for the initialisation normal',
  optimizer: optimizers.join(', '),
  learningRate: 'Length of the steps',
  momentum: 'Of SGD, in the form of PyTorch',
  nesterov: 'Let SGD look ahead along its velocity',
  beta1: 'Of Adam and AdamW',
  beta2: 'Of Adam and AdamW',
  epsilon: 'Of Adam, AdamW and RMSProp',
  smoothing: 'Of RMSProp',
  schedule: `Of the learning rate: ${schedules.join(', ')}`,
  scheduleEvery: 'For the schedule step, in epochs',
  scheduleFactor: 'For the schedules step and exponential',
  warmup: 'Epochs in which the learning rate first rises',
  weightDecay: 'L2, decoupled for AdamW',
  l1: "Factor of the sum of the kernels' absolute values",
  dropout: 'Share of the hidden outputs that each step leaves out',
  batchNorm: 'Batch normalisation before each activation',
  batchSize: 'Rows per step',
  epochs: 'Passes over the training rows',
  earlyStopping: `Stop when this no longer gets better: ${stoppingMetrics.join(', ')}`,
  patience: 'Epochs without a better value before stopping early',
  minDelta: 'By how much a value must be better to count',
  shuffle: 'Draw the order of the rows anew each epoch',
  seed: 'Decides initial weights, shuffling and dropout',
  standardise: `Mean 0 and deviation 1: ${standardisations.join(', ')}`,
  validationFolds: 'The first of so many folds of the rows is the validation set',
  health: 'Whether the records say how healthy the network is',
};

/** An option for every setting of a run. A number or a name may be several, and each is tried. */
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
  target: { type: 'string', description: 'Of a table: the column to be learned; its last one when left out' },
  task: {
    type: 'string',
    description: 'Of a table: classification or regression; what the target suggests when left out',
  },
  'leave-out': { type: 'string', description: 'Of a table: columns that are no inputs, separated by commas' },
  'drop-missing': {
    type: 'boolean',
    default: false,
    description: 'Of a table: leave out rows with missing cells, which are refused otherwise',
  },
  'test-folds': {
    type: 'string',
    description: 'Of a table: hold the first of so many folds out as a test set, scored once at the end',
  },
  'keep-order': {
    type: 'boolean',
    default: false,
    description:
      'Of a table: leave the rows as they are; they are put into an order drawn from the seed otherwise',
  },
  limit: { type: 'string', description: 'Train on the first so many rows only' },
  param: {
    type: 'string',
    description:
      'Search over a setting, once for each: lr=0.1,0.01 · hidden=128-64,256 · lr=0.001..0.3:log · batch-size=16..256:int · "momentum=0,0.9 if optimizer=sgd"',
  },
  search: { type: 'string', default: 'grid', description: 'grid or random' },
  samples: { type: 'string', default: '10', description: 'Candidates that a random search draws' },
  'search-seed': { type: 'string', default: '0', description: 'Decides what a random search draws' },
  folds: { type: 'string', description: 'Cross-validate each candidate on so many folds' },
  'fold-kind': {
    type: 'string',
    description: `${foldKinds.join(', ')}; stratified when left out, grouped with --groups`,
  },
  groups: {
    type: 'string',
    description:
      'Keep rows of one group together: a column of the table, or a text file with the group of each row, one a line',
  },
  'shuffle-folds': {
    type: 'string',
    description: 'Deal the rows to the folds in an order drawn from this seed',
  },
  repeats: {
    type: 'string',
    default: '1',
    description: 'Train all so many times, with the next seed each time',
  },
  scoring: {
    type: 'string',
    description: `One or more of ${scorerNames.join(', ')}`,
  },
  'train-scores': { type: 'boolean', default: false, description: 'Score the rows trained on too' },
  verdict: {
    type: 'boolean',
    default: false,
    description: 'Say whether the best candidate is better than the others (3 folds unless --folds)',
  },
  'fair-lr': {
    type: 'boolean',
    default: false,
    description: 'Tune the learning rate of each activation first, show the table, then give the verdict',
  },
  workers: {
    type: 'string',
    description: 'Runs side by side; as many as processors and memory allow when left out',
  },
  backend: { type: 'string', default: 'wasm', description: 'wasm or cpu' },
  out: { type: 'string', default: 'runs.json', description: 'History JSON to write' },
  resume: {
    type: 'boolean',
    default: false,
    description: 'Go on where the same call was interrupted, from the checkpoints beside --out',
  },
  force: {
    type: 'boolean',
    alias: 'f',
    default: false,
    description: 'Replace existing output files, and checkpoints of an interrupted call',
  },
  'cv-results': {
    type: 'string',
    description:
      "Write scikit-learn's cv_results_ to this .json or .csv (.records.json for an object a candidate)",
  },
  models: {
    type: 'string',
    description: "Write each network into this folder, in TensorFlow.js's format: model.json and weights.bin",
  },
  histories: { type: 'string', description: "Write skorch's history.json of each run into this folder" },
} as const satisfies ArgsDef;

/** The options of `npm run train`, as its `--help` shows them. */
export const trainOptions = { ...ownOptions, ...settingOptions };

export type TrainArguments = ParsedArgs<typeof ownOptions>;

/** What the call says of each setting, as text. */
export function givenSettings(args: Readonly<Record<string, unknown>>): Map<Setting, string> {
  return new Map(
    settings.flatMap((setting) => {
      const text = args[optionOf(setting)];
      return text === undefined ? [] : [[setting, String(text)]];
    }),
  );
}

/** Every `--param` of the call: the parser of options keeps only the last of several. */
export function paramsOf(rawArgs: readonly string[]): string[] {
  return rawArgs.flatMap((arg, i) => {
    if (arg === '--param') return [rawArgs[i + 1] ?? ''];
    return arg.startsWith('--param=') ? [arg.slice('--param='.length)] : [];
  });
}

/** @throws {Error} for an option that there is none such, which would else go unnoticed */
export function checkOptions(args: Readonly<Record<string, unknown>>): void {
  const known = new Set(Object.keys(trainOptions).flatMap((name) => [name, camelCase(name)]));
  known.add('activations').add('f');
  const unknown = Object.keys(args).find((name) => name !== '_' && !known.has(name));
  if (unknown !== undefined) {
    const suggestion = didYouMean(unknown, Object.keys(trainOptions), (name) => `--${name}`);
    throw new Error(`--${unknown}: is no option; --help lists them.${suggestion}`);
  }
  const [stray] = args['_'] as readonly string[];
  if (stray !== undefined) throw new Error(`"${stray}": expected options only, such as --data ${stray}`);
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A whole number from `least` to `most`; null when the option is not given. */
export function countFrom(
  name: string,
  text: string | undefined,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < least) {
    throw new Error(`--${name}: expected a whole number of at least ${String(least)}, got "${text}"`);
  }
  if (value > most) throw new Error(`--${name}: expected at most ${String(most)}, got "${text}"`);
  return value;
}

/** A suggestion as a sentence of its own, after one without a full stop; empty when no name is near. */
function suggestionAfter(text: string, names: readonly string[]): string {
  const suggestion = didYouMean(text, names);
  return suggestion && `.${suggestion}`;
}

/** One of some names. */
export function choiceFrom<Name extends string>(name: string, text: string, names: readonly Name[]): Name {
  const found = names.find((each) => each === text);
  if (found !== undefined) return found;
  throw new Error(`--${name}: expected ${names.join(' or ')}, got "${text}"${suggestionAfter(text, names)}`);
}
