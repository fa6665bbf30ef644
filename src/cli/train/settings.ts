import {
  defaultConfig,
  parseConfig,
  type Range,
  type SearchedSetting,
  type Setting,
  type Space,
  type TrainConfig,
} from '../../../trainer/index.ts';

/** All settings but the data set, which has an option of its own. */
export const settings = (Object.keys(defaultConfig) as Setting[]).filter((setting) => setting !== 'data');

/** `learningRate` is `--learning-rate`. */
export function optionOf(setting: Setting): string {
  return setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Other names under which people know a setting. */
const ALIASES = new Map<string, Setting>([
  ['lr', 'learningRate'],
  ['activations', 'activation'],
]);

/** The setting that somebody calls `name`, in any of the three ways of writing it. */
export function settingOf(name: string): Setting {
  const plain = name.replaceAll(/[-_]/g, '').toLowerCase();
  const found = ALIASES.get(plain) ?? settings.find((setting) => setting.toLowerCase() === plain);
  if (found) return found;
  throw new Error(`--param: "${name}" is no setting; there are ${settings.map(optionOf).join(', ')}`);
}

/** The items between the commas, but for those within brackets. */
export function listOf(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const letter = text[i] ?? ',';
    if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter)) depth--;
    else if (letter === ',' && (depth <= 0 || i === text.length)) {
      items.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return items.filter((item) => item !== '');
}

/** What the text means to the setting; what no setting can be stays text, which `parseConfig` then names. */
export function valueOf(setting: Setting, text: string): unknown {
  if (/^[[{]/.test(text)) return jsonOf(setting, text);
  // A list within a list of values has its parts joined: 128-64, relu-tanh.
  if (setting === 'activation' && text.includes('-')) return text.split('-');
  if (Array.isArray(defaultConfig[setting])) return text === 'none' ? [] : text.split(/[-x]/).map(plainValue);
  return plainValue(text);
}

function jsonOf(setting: Setting, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error(`--${optionOf(setting)}: expected JSON, got ${text}`);
  }
}

function plainValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

/** `--hidden 128,64` is one value of that setting; a comma means several values of any other. */
export function rangeOf(setting: Setting, text: string): Range {
  if (Array.isArray(defaultConfig[setting])) {
    return { kind: 'values', values: [text === 'none' ? [] : listOf(text).map(plainValue)] };
  }
  return { kind: 'values', values: listOf(text).map((item) => valueOf(setting, item)) };
}

const INTERVAL = /^(\S+)\.\.(\S+?)(?::(log|int|linear))?$/;
const KINDS = { log: 'log-uniform', int: 'integer', linear: 'uniform' } as const;

/**
 * What one `--param` asks for: `lr=0.1,0.01`, `hidden=128-64,256`, `lr=0.001..0.3:log`, `batch-size=16..256:int`,
 * `momentum=0,0.9 if optimizer=sgd`.
 */
export function searchedSetting(text: string): SearchedSetting {
  const [, name, values, condition, wanted] =
    /^([\w-]+)=(.*?)(?:\s+if\s+([\w-]+)=(.*))?$/.exec(text.trim()) ?? [];
  if (name === undefined) {
    throw new Error(`--param: expected SETTING=VALUE,VALUE or SETTING=LOW..HIGH:log, got "${text}"`);
  }
  const setting = settingOf(name);
  const range = searchedRange(setting, values!.trim());
  if (condition === undefined) return { setting, range };
  const other = settingOf(condition);
  return {
    setting,
    range,
    when: { setting: other, values: listOf(wanted!).map((each) => valueOf(other, each)) },
  };
}

function searchedRange(setting: Setting, text: string): Range {
  const [, low, high, kind = 'linear'] = INTERVAL.exec(text) ?? [];
  if (low === undefined) {
    return { kind: 'values', values: listOf(text).map((item) => valueOf(setting, item)) };
  }
  return { kind: KINDS[kind as keyof typeof KINDS], low: Number(low), high: Number(high) };
}

/** The first value of every setting given, and all those of which there are several, as a space to search. */
export function baseAndSpace(
  data: string,
  given: ReadonlyMap<Setting, string>,
  params: readonly string[],
): { base: TrainConfig; space: Space } {
  const ranges = [...given].map(([setting, text]) => ({ setting, range: rangeOf(setting, text) }));
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
