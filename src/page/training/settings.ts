import {
  defaultConfig,
  parseConfig,
  type ActivationChoice,
  type BackendName,
  type TrainConfig,
} from '../../../trainer/index.ts';
import { fieldGroups, mainFields, type FieldSetting, type FieldValues } from './fields.ts';

/** What the trainer panel holds. */
export interface TrainingSettings {
  data: 'mnist' | 'spiral' | 'tabular' | 'idx';
  images: File | null;
  labels: File | null;
  limit: string;
  /** Names, each of which is trained. */
  activations: string[];
  fields: FieldValues;
  folds: string;
  backend: BackendName | 'auto';
}

const allFields = [...mainFields, ...fieldGroups.flatMap(({ fields }) => fields)];

/** What a field shows of a setting. */
function textOf(value: TrainConfig[FieldSetting]): string | boolean {
  if (typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** The notebook's experiment: its three activations on MNIST, with its settings. */
export function notebookSettings(): TrainingSettings {
  const fields = Object.fromEntries(
    allFields.map(({ setting }) => [setting, textOf(defaultConfig[setting])]),
  ) as FieldValues;
  return {
    data: 'mnist',
    images: null,
    labels: null,
    limit: '',
    activations: ['relu', 'tanh', 'leaky_relu'],
    fields,
    folds: '',
    backend: 'auto',
  };
}

/** Adam's usual learning rate is a tenth of the notebook's for SGD; one that somebody typed stays. */
export function followOptimizer(fields: FieldValues, before: string | boolean): void {
  const usual = (optimizer: string | boolean, setting: 'learningRate' | 'weightDecay') =>
    String(parseConfig({ optimizer })[setting]);
  for (const setting of ['learningRate', 'weightDecay'] as const) {
    if (fields[setting] === usual(before, setting)) fields[setting] = usual(fields.optimizer, setting);
  }
}

const split = (text: string) => text.split(/[\s,]+/).filter((part) => part !== '');

function asNumber(text: string): unknown {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}

/** What a field means to `parseConfig`; what is no number stays text, for it to name. */
function valueOf(setting: FieldSetting, held: string | boolean): unknown {
  if (typeof held === 'boolean') return held;
  if (setting === 'hidden') return split(held).map(asNumber);
  return typeof defaultConfig[setting] === 'number' ? asNumber(held) : held;
}

/**
 * One configuration per activation and learning rate, in that order. Throws what `parseConfig` throws, and when
 * nothing is chosen to train.
 *
 * @param choiceOf the activation of a name; null when there is none any more
 */
export function configsOf(
  settings: TrainingSettings,
  choiceOf: (name: string) => ActivationChoice | null,
): TrainConfig[] {
  const chosen = settings.activations.flatMap((name) => choiceOf(name) ?? []);
  if (chosen.length === 0) throw new Error('activations: choose at least one.');
  const rates = split(String(settings.fields.learningRate)).map(asNumber);
  if (rates.length === 0) throw new Error('learningRate: expected a number, got nothing');
  const applying = allFields.filter(({ applies }) => applies?.(settings.fields) ?? true);
  const values = Object.fromEntries(
    applying.map(({ setting }) => [setting, valueOf(setting, settings.fields[setting])]),
  );
  const data = settings.data === 'idx' ? (settings.images?.name ?? 'idx') : settings.data;
  return chosen.flatMap((activation) =>
    rates.map((learningRate) => parseConfig({ ...values, data, activation, learningRate })),
  );
}

/** The whole number in an optional field, null when it is empty. Throws, naming the field, for anything below `least`. */
export function optionalCount(name: string, text: string, least: number): number | null {
  if (text.trim() === '') return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new Error(`${name}: expected a whole number of at least ${least}, got "${text}"`);
  }
  return value;
}
