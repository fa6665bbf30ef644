import {
  ConfigError,
  expandGrid,
  parseConfig,
  sampleSpace,
  type ActivationChoice,
  type Candidate,
  type FitCount,
  type SearchRange,
  type SearchedSetting,
  type Setting,
  type Space,
} from '../../../../trainer/index.ts';
import { listOf, plainValue, rangeOf } from '../../../shared/setting-text.ts';
import { allFields, applies, type Field } from './fields.ts';
import { dataNameOf } from '../../data/settings.ts';
import { neededCount, type TrainingSettings } from './settings.ts';

/** The activation of a name; null if it does not exist. */
type ChoiceOf = (name: string) => ActivationChoice | null;

/** More would take a browser hours to list. */
const MAX_CANDIDATES = 5000;

/**
 * The configurations that the settings train: every combination of their values, or random samples; activations first.
 *
 * @throws {Error} naming the setting and its value
 */
export function candidatesOf(settings: TrainingSettings, choiceOf: ChoiceOf): Candidate[] {
  try {
    return searchOf(settings, choiceOf);
  } catch (error) {
    throw error instanceof ConfigError ? withLabels(error) : error;
  }
}

/** Replaces names of settings by the labels of their fields. */
function withLabels({ issues }: ConfigError): Error {
  const labelOf = (name: string) => allFields.find(({ setting }) => setting === name)?.label ?? name;
  return new Error(issues.map(({ setting, message }) => `${labelOf(setting)}: ${message}`).join('\n'));
}

function searchOf(settings: TrainingSettings, choiceOf: ChoiceOf): Candidate[] {
  const { search } = settings;
  const space = spaceOf(settings, choiceOf);
  // An interval has no first value; any placeholder is replaced by the drawn one.
  const first = space.map(({ setting, range }): [Setting, unknown] => [
    setting,
    range.kind === 'values' ? range.values[0] : undefined,
  ]);
  const base = parseConfig({ data: dataNameOf(settings.data), ...Object.fromEntries(first) });
  const searched = space.filter(({ range }) => range.kind !== 'values' || range.values.length > 1);
  if (search.kind === 'random') {
    const samples = neededCount('draws', search.samples, 1);
    const seed = neededCount('search seed', search.seed, 0);
    if (searched.length === 0) {
      throw new Error(
        'random search: there is nothing to sample; give a setting several values or an interval',
      );
    }
    checkSize(samples);
    return sampleSpace(base, searched, samples, seed);
  }
  if (searched.length === 0) return [{ config: base, params: {} }];
  const interval = searched.find(({ range }) => range.kind !== 'values');
  if (interval) {
    const { label } = allFields.find(({ setting }) => setting === interval.setting)!;
    throw new Error(`${label}: an interval needs a random search; list the values, or choose Random search`);
  }
  checkSize(
    searched.reduce((product, { range }) => product * (range.kind === 'values' ? range.values.length : 1), 1),
  );
  return expandGrid(base, searched);
}

function checkSize(count: number): void {
  if (count <= MAX_CANDIDATES) return;
  throw new Error(
    `${count.toLocaleString('en')} configurations are more than ${MAX_CANDIDATES.toLocaleString('en')}: narrow the search`,
  );
}

/** The values of every setting that applies, those that conditions refer to first. */
function spaceOf(settings: TrainingSettings, choiceOf: ChoiceOf): Space {
  const { fields, varied } = settings;
  const searched = allFields
    .filter((field) => applies(field, fields, varied))
    .map((field): SearchedSetting => {
      const { when } = field;
      return { setting: field.setting, range: rangeOfField(field, settings), ...(when ? { when } : {}) };
    });
  return [
    { setting: 'activation', range: { kind: 'values', values: activationsOf(settings, choiceOf) } },
    ...searched.filter(({ when }) => !when),
    ...searched.filter(({ when }) => when),
  ];
}

function activationsOf({ activations, layers }: TrainingSettings, choiceOf: ChoiceOf): unknown[] {
  const named = (name: string) => {
    const choice = choiceOf(name);
    if (choice === null) throw new Error(`activations: there is none called "${name}"`);
    return choice;
  };
  const chosen: unknown[] = activations.flatMap((name) => choiceOf(name) ?? []);
  const mixed = listOf(layers).map((item) => item.split('-').map((name) => named(name.trim())));
  const all = [...chosen, ...mixed];
  if (all.length === 0) throw new Error('activations: choose at least one.');
  return all;
}

function rangeOfField(field: Field, { fields, varied }: TrainingSettings): SearchRange {
  const { setting, label } = field;
  const held = fields[setting];
  const ticked = varied[setting];
  if (ticked) return { kind: 'values', values: ticked.map(plainValue) };
  if (typeof held === 'boolean' || field.choices) return { kind: 'values', values: [held] };
  // A plain list of units is one network; where layers are joined by hyphens it is several.
  if (setting === 'hidden' && !/-|none/.test(held.replace(/(^|[\s,])-/g, '$1'))) {
    return {
      kind: 'values',
      values: [
        held
          .split(/[\s,]+/)
          .filter(Boolean)
          .map(plainValue),
      ],
    };
  }
  const range = rangeOf(setting, held, field.interval);
  if (range.kind === 'values' && range.values.length === 0) {
    throw new Error(`${label}: expected a number, got nothing`);
  }
  return range;
}

/** Such as `3 configurations × 3 folds × 2 repeats = 18 fits`. */
export function describeFits({ candidates, folds, repeats, fits }: FitCount): string {
  const some = (count: number, what: string) =>
    `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
  const factors = [
    some(candidates, 'configuration'),
    ...(folds > 0 ? [some(folds, 'fold')] : []),
    ...(repeats > 1 ? [some(repeats, 'repeat')] : []),
  ];
  return factors.length === 1
    ? `${some(fits, 'fit')} to train`
    : `${factors.join(' × ')} = ${some(fits, 'fit')}`;
}
