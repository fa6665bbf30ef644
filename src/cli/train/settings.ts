import {
  defaultConfig,
  parseConfig,
  type Range,
  type SearchedSetting,
  type Setting,
  type Space,
  type TrainConfig,
} from '../../../trainer/index.ts';
import { listOf, plainValue, rangeOf, valueOf } from '../../shared/setting-text.ts';

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

/** `--hidden 128,64` is one value of that setting; a comma means several values of any other. */
function givenRange(setting: Setting, text: string): Range {
  if (Array.isArray(defaultConfig[setting])) {
    return { kind: 'values', values: [text === 'none' ? [] : listOf(text).map(plainValue)] };
  }
  return { kind: 'values', values: listOf(text).map((item) => valueOf(setting, item)) };
}

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
  const range = rangeOf(setting, values!);
  if (condition === undefined) return { setting, range };
  const other = settingOf(condition);
  return {
    setting,
    range,
    when: { setting: other, values: listOf(wanted!).map((each) => valueOf(other, each)) },
  };
}

/** The first value of every setting given, and all those of which there are several, as a space to search. */
export function baseAndSpace(
  data: string,
  given: ReadonlyMap<Setting, string>,
  params: readonly string[],
): { base: TrainConfig; space: Space } {
  const ranges = [...given].map(([setting, text]) => ({ setting, range: givenRange(setting, text) }));
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
