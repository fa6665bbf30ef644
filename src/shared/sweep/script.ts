import { FORMAT_VERSION, type Dictionary, type ParameterValue } from '../../../history/index.ts';
import {
  configParameters,
  defaultConfig,
  type FoldKind,
  type ScorerName,
  type TrainConfig,
} from '../../../trainer/index.ts';
import { pythonValue } from '../python-value.ts';
import { SWEEP_TEMPLATE } from './template.ts';

/** A search as a script trains it. */
export interface Sweep {
  readonly configs: readonly TrainConfig[];
  readonly folds: number;
  /** `grouped` is not possible. */
  readonly kind: FoldKind;
  readonly shuffleSeed: number | null;
  readonly scoring: readonly ScorerName[];
}

/** The names of settings in skorch, by their names in a run's parameters. */
const SKORCH_NAMES: Readonly<Record<string, string>> = {
  hidden: 'module__hidden',
  activation: 'module__activation',
  initialisation: 'module__initialisation',
  dropout: 'module__dropout',
  batch_norm: 'module__batch_norm',
  seed: 'module__seed',
  optimizer: 'optimizer',
  learning_rate: 'lr',
  momentum: 'optimizer__momentum',
  nesterov: 'optimizer__nesterov',
  epsilon: 'optimizer__eps',
  smoothing: 'optimizer__alpha',
  weight_decay: 'optimizer__weight_decay',
  batch_size: 'batch_size',
  epochs: 'max_epochs',
  shuffle: 'iterator_train__shuffle',
};

/** Settings that a script supports with one value only. */
const REQUIRED = {
  schedule: 'constant',
  warmup: 0,
  l1: 0,
  earlyStopping: 'none',
  beta1: defaultConfig.beta1,
  beta2: defaultConfig.beta2,
} as const satisfies Partial<TrainConfig>;

const SCORERS: readonly ScorerName[] = ['accuracy', 'balanced_accuracy', 'f1_macro', 'neg_log_loss'];
const INITIALISATIONS = [
  'pytorch',
  'glorot_uniform',
  'glorot_normal',
  'he_uniform',
  'he_normal',
  'lecun_normal',
];

/**
 * A script for Python that trains the search with scikit-learn's `GridSearchCV` or, with `--samples`,
 * `RandomizedSearchCV` over skorch, and writes its history.
 *
 * @throws {Error} naming the setting and its value, if a script cannot have it
 */
export function sweepScript(sweep: Sweep): string {
  const { configs, folds, kind, shuffleSeed, scoring } = sweep;
  const [first] = configs;
  if (!first) throw new Error('sweep: expected one or more configurations, got none');
  configs.forEach(checkConfig);
  for (const setting of ['data', 'standardise', 'validationFolds'] as const) {
    const other = configs.find((config) => config[setting] !== first[setting]);
    if (other)
      throw new Error(
        `${setting}: a script has one value for all, got "${String(first[setting])}" and "${String(other[setting])}"`,
      );
  }
  if (kind === 'grouped') throw new Error('folds: grouped folds cannot be exported as a Python script');
  const stray = scoring.find((name) => !SCORERS.includes(name));
  if (stray !== undefined) throw new Error(`scoring: a script has ${SCORERS.join(', ')}, got "${stray}"`);
  const { fixed, searched } = searchedOf(configs.map(skorchParameters));
  const shuffling = shuffleSeed === null ? '' : `, shuffle=True, random_state=${String(shuffleSeed)}`;
  const cv = `${kind === 'plain' ? 'KFold' : 'StratifiedKFold'}(FOLDS${shuffling})`;
  const values: Readonly<Record<string, string>> = {
    data: pythonValue(first.data),
    folds: String(folds),
    scoring: pythonValue(scoring.length === 0 ? ['accuracy'] : [...scoring]),
    standardise: pythonValue(first.standardise),
    fixed: pythonValue(fixed),
    searched: pythonValue(searched.length === 1 ? searched[0]! : searched),
    validationFolds: String(first.validationFolds),
    version: String(FORMAT_VERSION),
    cv,
  };
  return SWEEP_TEMPLATE.replaceAll(/<([a-zA-Z]+)>/g, (whole, name: string) => values[name] ?? whole);
}

function checkConfig(config: TrainConfig): void {
  for (const [setting, value] of Object.entries(REQUIRED)) {
    const actual = config[setting as keyof TrainConfig];
    if (actual !== value)
      throw new Error(`${setting}: a Python script has only ${String(value)}, got "${String(actual)}"`);
  }
  if (!INITIALISATIONS.includes(config.initialisation))
    throw new Error(
      `initialisation: a Python script has ${INITIALISATIONS.join(', ')}, got "${config.initialisation}"`,
    );
  const own = [config.activation].flat().find((activation) => typeof activation !== 'string');
  if (own) throw new Error(`activation: a formula cannot be exported as a Python script, got "${own.name}"`);
}

function skorchParameters(config: TrainConfig): Dictionary<ParameterValue> {
  return Object.fromEntries(
    Object.entries(configParameters(config)).flatMap(([name, value]) => {
      const skorchName = SKORCH_NAMES[name];
      return skorchName === undefined ? [] : [[skorchName, value] as const];
    }),
  );
}

type Grid = Readonly<Record<string, readonly ParameterValue[]>>;

/** What all configurations have in common, and the rest: as one grid if they are all its combinations, else one by one. */
function searchedOf(all: readonly Dictionary<ParameterValue>[]): {
  readonly fixed: Dictionary<ParameterValue>;
  readonly searched: readonly Grid[];
} {
  const names = [...new Set(all.flatMap((each) => Object.keys(each)))];
  const isFixed = (name: string) => all.every((each) => name in each && each[name] === all[0]![name]);
  const fixed = Object.fromEntries(names.filter(isFixed).map((name) => [name, all[0]![name]!]));
  const varied = names.filter((name) => !isFixed(name));
  const distinct = new Map(all.map((each) => [JSON.stringify(each), each]));
  const grid: Grid = Object.fromEntries(
    varied.map((name) => [name, [...new Set(all.map((each) => each[name]!))]]),
  );
  const size = Object.values(grid).reduce((product, values) => product * values.length, 1);
  const isGrid = size === distinct.size && all.every((each) => varied.every((name) => name in each));
  if (isGrid) return { fixed, searched: [grid] };
  const singles = [...distinct.values()].map((each) =>
    Object.fromEntries(varied.filter((name) => name in each).map((name) => [name, [each[name]!]])),
  );
  return { fixed, searched: singles };
}
