import type { Dictionary, ParameterValue } from '../../history/index.ts';
import { configParameters, parseConfig } from '../config.ts';
import type { TrainConfig } from '../config.ts';

export type Setting = keyof TrainConfig;

/** Values to try: a list or, for random search, an interval with inclusive bounds. */
export type SearchRange =
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  | { readonly kind: 'uniform' | 'log-uniform' | 'integer'; readonly low: number; readonly high: number };

/** One setting to search over. */
export interface SearchedSetting {
  readonly setting: Setting;
  readonly range: SearchRange;
  /** The setting applies only if another setting has one of these values. Default: always. */
  readonly when?: { readonly setting: Setting; readonly values: readonly unknown[] };
}

/** Settings to search over, in column order. A condition refers to an earlier setting, or to one that is not searched. */
export type Space = readonly SearchedSetting[];

/** One configuration of a search. */
export interface Candidate {
  readonly config: TrainConfig;
  /** The searched settings that apply to it, by their parameter names in runs. */
  readonly params: Dictionary<ParameterValue>;
}

/** Values of some settings from a space, not yet validated. */
export type Choice = ReadonlyMap<Setting, unknown>;

/**
 * Creates the candidate with the settings of `base` and the chosen values.
 *
 * @throws {ConfigError} if a value is invalid for its setting
 */
export function createCandidate(base: TrainConfig, choice: Choice): Candidate {
  const config = parseConfig({ ...base, ...Object.fromEntries(choice) });
  const parameters = configParameters(config);
  const params = [...choice.keys()].map((setting) => {
    const name = parameterName(setting);
    return [name, parameters[name] ?? null] as const;
  });
  return { config, params: Object.fromEntries(params) };
}

/** The name of a setting in a run's parameters: `learning_rate` for `learningRate`. */
export function parameterName(setting: string): string {
  return setting.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Whether a setting of the space applies, given the values chosen before it. */
export function applies({ when }: SearchedSetting, base: TrainConfig, choice: Choice): boolean {
  if (!when) return true;
  const value = choice.has(when.setting) ? choice.get(when.setting) : base[when.setting];
  return when.values.some((wanted) => isSame(wanted, value));
}

/** Whether two values are deeply equal. */
export function isSame(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}

/** @throws {Error} if a range is empty or invalid, or a condition refers to a later setting */
export function checkSpace(space: Space): void {
  if (space.length === 0) throw new Error('the search is empty: name at least one setting to search over');
  for (const [i, { setting, range, when }] of space.entries()) {
    if (space.findIndex((other) => other.setting === setting) < i) {
      throw new Error(`${setting}: is searched over twice`);
    }
    checkRange(setting, range);
    const place = when ? space.findIndex((other) => other.setting === when.setting) : -1;
    if (place >= i) throw new Error(`${setting}: its condition needs ${when!.setting} before it`);
  }
}

function checkRange(setting: Setting, range: SearchRange): void {
  if (range.kind === 'values') {
    if (range.values.length === 0) throw new Error(`${setting}: expected one or more values, got none`);
    return;
  }
  const { kind, low, high } = range;
  const got = `${String(low)} to ${String(high)}`;
  if (!(low < high) || !Number.isFinite(high - low)) {
    throw new Error(`${setting}: expected an interval from a smaller to a larger number, got ${got}`);
  }
  if (kind === 'log-uniform' && low <= 0) {
    throw new Error(`${setting}: expected a log-uniform interval above 0, got ${got}`);
  }
  if (kind === 'integer' && !(Number.isSafeInteger(low) && Number.isSafeInteger(high))) {
    throw new Error(`${setting}: expected whole numbers as bounds, got ${got}`);
  }
}
