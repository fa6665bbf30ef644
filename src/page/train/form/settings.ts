import {
  defaultConfig,
  defaultsOf,
  defaultStandardisation,
  type BackendName,
  type FoldKind,
  type ScorerName,
  type TrainConfig,
} from '../../../../trainer/index.ts';
import { kindOf, type DataSettings } from '../../data/settings.ts';
import { allFields, type FieldSetting, type FieldValues, type VariedSettings } from './fields.ts';

/** The settings of the trainer panel. */
export interface TrainingSettings {
  data: DataSettings;
  limit: string;
  /** Names of the activations to train. */
  activations: string[];
  /** Networks with an activation per layer: `relu-tanh, tanh-relu`. */
  layers: string;
  fields: FieldValues;
  varied: VariedSettings;
  search: {
    kind: 'grid' | 'random';
    /** Number of candidates that a random search draws. */
    samples: string;
    seed: string;
  };
  folds: {
    count: string;
    /** `auto` is the default of the data. */
    kind: FoldKind | 'auto';
    shuffleSeed: string;
    /** The scores of each fold; the default of the data when empty. */
    scoring: ScorerName[];
    trainScores: boolean;
    /** Whether each fold has the next seed; else all have the same. */
    seedPerFold: boolean;
  };
  repeats: string;
  backend: BackendName | 'auto';
}

/** The text of a setting in its field. */
export function textOf(value: TrainConfig[FieldSetting]): string | boolean {
  if (typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value);
}

/** The contents of the fields for a configuration. */
export function fieldsOf(config: TrainConfig): FieldValues {
  return Object.fromEntries(
    allFields.map(({ setting }) => [setting, textOf(config[setting])]),
  ) as FieldValues;
}

/** The notebook's experiment: its three activations on MNIST, with its settings. */
export function notebookSettings(): TrainingSettings {
  return {
    data: { name: 'mnist', noise: '', images: null, labels: null, table: null },
    limit: '',
    activations: ['relu', 'tanh', 'leaky_relu'],
    layers: '',
    fields: fieldsOf(defaultConfig),
    varied: {},
    search: { kind: 'grid', samples: '10', seed: '0' },
    folds: {
      count: '',
      kind: 'auto',
      shuffleSeed: '',
      scoring: [],
      trainScores: false,
      seedPerFold: false,
    },
    repeats: '1',
    backend: 'auto',
  };
}

/** Adam's default learning rate is a tenth of the notebook's for SGD; a typed one is kept. */
export function followOptimizer(fields: FieldValues, before: string | boolean): void {
  const usual = (optimizer: string | boolean, setting: 'learningRate' | 'weightDecay') =>
    String(defaultsOf(optimizer)[setting]);
  for (const setting of ['learningRate', 'weightDecay'] as const) {
    if (fields[setting] === usual(before, setting)) fields[setting] = usual(fields.optimizer, setting);
  }
}

/** Sets the standardisation by the data, unless it was chosen. */
export function followData(fields: FieldValues, before: string, now: string): void {
  const usual = (name: string) => defaultStandardisation(kindOf(name));
  if (fields.standardise === usual(before)) fields.standardise = usual(now);
}

/**
 * The whole number in an optional field; null if it is empty.
 *
 * @throws {Error} naming the field, if it is below `min` or above `max`
 */
export function optionalCount(name: string, text: string, min: number, max = Infinity): number | null {
  if (text.trim() === '') return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min) {
    throw new Error(`${name}: expected a whole number of at least ${min}, got "${text}"`);
  }
  if (value > max) throw new Error(`${name}: expected at most ${max.toLocaleString('en')}, got "${text}"`);
  return value;
}

/** As `optionalCount` for a required field. */
export function neededCount(name: string, text: string, min: number, max?: number): number {
  const value = optionalCount(name, text, min, max);
  if (value === null) throw new Error(`${name}: expected a whole number of at least ${min}, got nothing`);
  return value;
}
