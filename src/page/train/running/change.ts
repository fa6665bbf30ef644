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
  const settings = Object.fromEntries(
    typed.map((name) => [name, valueOf(texts[name].trim())]),
  ) as ChangeableSettings;
  for (const config of configs) withChange(config, settings);
  return settings;
}

/** A number, or text that is no number as it is, so that errors show it. */
function valueOf(text: string): number | string {
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}

/**
 * The value with which all configurations begin, as `initially 0.01`; empty if they differ. Runs that were changed have
 * another one now, and those that wait do not.
 */
export function initialText(name: (typeof changeable)[number], configs: readonly TrainConfig[]): string {
  const values = new Set(configs.map((config) => config[name]));
  return values.size === 1 ? `initially ${String([...values][0])}` : '';
}
