import type { Dictionary, ParameterValue } from '../../history/index.ts';
import { configParameters, parseConfig } from '../config.ts';
import type { TrainConfig } from '../config.ts';

export type Setting = keyof TrainConfig;

/** Values to try: a list, or for random search an interval. Its bounds are included. */
export type Range =
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  | { readonly kind: 'uniform' | 'log-uniform' | 'integer'; readonly low: number; readonly high: number };

/** One setting to search over. */
export interface SearchedSetting {
  readonly setting: Setting;
  readonly range: Range;
  /** Where it applies: only while another setting has one of these values. Everywhere when left out. */
  readonly when?: { readonly setting: Setting; readonly values: readonly unknown[] };
}

/** Settings to search over, in the order of their columns; a condition names an earlier one, or none that is searched. */
export type Space = readonly SearchedSetting[];

/** One configuration of a search. */
export interface Candidate {
  readonly config: TrainConfig;
  /** The settings that were searched over and apply to it, under their names as run parameters. */
  readonly params: Dictionary<ParameterValue>;
}

/** Values of some settings, as a space gives them: not yet checked. */
export type Choice = ReadonlyMap<Setting, unknown>;

/**
 * The candidate that `base` with the chosen values is.
 *
 * @throws {ConfigError} for a value that its setting cannot have
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

/** `learningRate` is recorded with a run as `learning_rate`. */
export function parameterName(setting: string): string {
  return setting.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Whether a setting of the space applies beside the values chosen before it. */
export function applies({ when }: SearchedSetting, base: TrainConfig, choice: Choice): boolean {
  if (!when) return true;
  const value = choice.has(when.setting) ? choice.get(when.setting) : base[when.setting];
  return when.values.some((wanted) => isSame(wanted, value));
}

/** Equal as values: lists entry by entry. */
export function isSame(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}

/** @throws {Error} for an empty range, an interval without an inside, or a condition on a setting that comes later */
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

function checkRange(setting: Setting, range: Range): void {
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
