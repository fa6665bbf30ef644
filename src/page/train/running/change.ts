import {
  changeable,
  withChange,
  type ChangeableSettings,
  type TrainConfig,
} from '../../../../trainer/index.ts';

/** The contents of the fields for a change of settings; empty to keep a setting. */
export type ChangeTexts = Record<(typeof changeable)[number], string>;

export const noChange: Readonly<ChangeTexts> = { learningRate: '', momentum: '', batchSize: '' };

/**
 * The change that the fields describe, for runs of these configurations.
 *
 * @throws {Error} naming a setting and its value, if it is invalid; if all fields are empty
 */
export function changeOf(texts: ChangeTexts, configs: readonly TrainConfig[]): ChangeableSettings {
  const typed = changeable.filter((name) => texts[name].trim() !== '');
  if (typed.length === 0) throw new Error('Nothing is changed: type a new value first.');
  const settings: ChangeableSettings = Object.fromEntries(typed.map((name) => [name, Number(texts[name])]));
  for (const config of configs) withChange(config, settings);
  return settings;
}

/** The value that all configurations have of a setting, as text; empty if they differ. */
export function commonText(name: (typeof changeable)[number], configs: readonly TrainConfig[]): string {
  const values = new Set(configs.map((config) => config[name]));
  return values.size === 1 ? String([...values][0]) : '';
}
