import {
  activationNames,
  defaultConfig,
  initialisations,
  optimizers,
  parseConfig,
  schedules,
  standardisations,
  stoppingMetrics,
  type SearchRange,
  type SearchedSetting,
  type Setting,
  type Space,
  type TrainConfig,
} from '../../../trainer/index.ts';
import { didYouMean } from '../suggest.ts';
import { listOf, plainValue, rangeOf, valueOf } from '../../shared/setting-text.ts';

/** All settings except the data set, which has its own option. */
export const settings = (Object.keys(defaultConfig) as Setting[]).filter((setting) => setting !== 'data');

/** The option name of a setting: `learning-rate` for `learningRate`. */
export function optionOf(setting: Setting): string {
  return setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Common synonyms of settings. */
const ALIASES = new Map<string, Setting>([
  ['lr', 'learningRate'],
  ['activations', 'activation'],
]);

/** The setting with a name in camel, snake or kebab case, or a synonym. */
export function settingOf(name: string): Setting {
  const plain = name.replaceAll(/[-_]/g, '').toLowerCase();
  const found = ALIASES.get(plain) ?? settings.find((setting) => setting.toLowerCase() === plain);
  if (found) return found;
  const names = settings.map(optionOf);
  throw new Error(
    `--param: "${name}" is not a setting, expected one of ${names.join(', ')}.${didYouMean(name, names)}`,
  );
}

/** Parses sizes separated by commas, hyphens or crosses: `128,64`, `128-64`. A negative size is kept for its own error message. */
function layersOf(setting: Setting, text: string): unknown {
  const items = listOf(text);
  return items.length === 1 && /^\d/.test(items[0]!) ? valueOf(setting, items[0]!) : items.map(plainValue);
}

/** A user-defined activation as text: `mine=max(0, x)`. */
const OWN = /^([^\s=<>!]+)\s*=(?!=)\s*(.+)$/s;

/**
 * Parses activations, of which some may be user-defined, with the derivative given for the only one of them. Networks with
 * an activation per layer (`mine-relu`) may name them.
 */
function activationsOf(text: string, derivative: string | undefined): SearchRange {
  const items = listOf(text);
  const own = items.flatMap((item) => {
    const [, name, formula] = OWN.exec(item) ?? [];
    return name === undefined || item.startsWith('{') ? [] : [{ item, custom: { name, formula: formula! } }];
  });
  if (derivative !== undefined && own.length !== 1) {
    throw new Error(
      `--derivative: expected one user-defined activation, as in --activation "mine=max(0, x)", got ${String(own.length)}`,
    );
  }
  const customs = new Map(
    own.map(({ custom }) => [custom.name, derivative === undefined ? custom : { ...custom, derivative }]),
  );
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    return typeof value === 'string' ? (customs.get(value) ?? value) : value;
  };
  const values = items.map((item) => {
    const found = own.find((each) => each.item === item);
    return found ? customs.get(found.custom.name) : resolve(valueOf('activation', item));
  });
  return checkNames('activation', { kind: 'values', values });
}

/** Parses the values of an option: `--hidden 128,64` is a single value; for other settings a comma separates values. */
function givenRange(setting: Setting, text: string): SearchRange {
  if (Array.isArray(defaultConfig[setting])) {
    return { kind: 'values', values: [text === 'none' ? [] : layersOf(setting, text)] };
  }
  return checkNames(setting, {
    kind: 'values',
    values: listOf(text).map((item) => valueOf(setting, item)),
  });
}

/** The valid names of settings whose value is a name. */
export const settingNames: Partial<Record<Setting, readonly string[]>> = {
  activation: activationNames,
  initialisation: initialisations,
  optimizer: optimizers,
  schedule: schedules,
  earlyStopping: stoppingMetrics,
  standardise: standardisations,
};

/** @throws {Error} for a misspelt name; `parseConfig` checks other values */
function checkNames(setting: Setting, range: SearchRange): SearchRange {
  const names = settingNames[setting];
  if (!names || range.kind !== 'values') return range;
  for (const value of range.values.flat()) {
    if (typeof value !== 'string' || names.includes(value)) continue;
    const suggestion = didYouMean(value, names);
    if (suggestion) throw new Error(`${setting}: "${value}" is unknown.${suggestion}`);
  }
  return range;
}

/**
 * Parses a `--param`: `lr=0.1,0.01`, `hidden=128-64,256`, `lr=0.001..0.3:log`, `batch-size=16..256:int`,
 * `momentum=0,0.9 if optimizer=sgd`.
 */
function searchedSetting(text: string): SearchedSetting {
  const [, name, values, condition, wanted] =
    /^([\w-]+)=(.*?)(?:\s+if\s+([\w-]+)=(.*))?$/.exec(text.trim()) ?? [];
  if (name === undefined) {
    throw new Error(`--param: expected SETTING=VALUE,VALUE or SETTING=LOW..HIGH:log, got "${text}"`);
  }
  const setting = settingOf(name);
  const range = checkNames(setting, rangeOf(setting, values!));
  if (condition === undefined) return { setting, range };
  const other = settingOf(condition);
  return {
    setting,
    range,
    when: { setting: other, values: listOf(wanted!).map((each) => valueOf(other, each)) },
  };
}

/**
 * Splits the given settings into a base with their first values and a search space of those with several.
 *
 * @param derivative of the user-defined activation among them
 */
export function baseAndSpace(
  data: string,
  given: ReadonlyMap<Setting, string>,
  params: readonly string[],
  derivative?: string,
): { base: TrainConfig; space: Space } {
  if (derivative !== undefined && !given.has('activation')) {
    throw new Error(`--derivative: needs a user-defined activation, as in --activation "mine=max(0, x)"`);
  }
  const ranges = [...given].map(([setting, text]) => ({
    setting,
    range: setting === 'activation' ? activationsOf(text, derivative) : givenRange(setting, text),
  }));
  const empty = ranges.find(({ range }) => range.kind === 'values' && range.values.length === 0);
  if (empty) throw new Error(`--${optionOf(empty.setting)}: expected one or more values, got none`);
  const first = ranges.map(({ setting, range }) => [
    setting,
    range.kind === 'values' ? range.values[0] : null,
  ]);
  const base = parseConfig({ data, ...Object.fromEntries(first) });
  const several = ranges.filter(({ range }) => range.kind === 'values' && range.values.length > 1);
  return { base, space: [...several, ...params.map(searchedSetting)] };
}
