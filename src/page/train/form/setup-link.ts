import { backendNames, foldKinds, scorerNames, type CustomActivation } from '../../../../trainer/index.ts';
import {
  list,
  part,
  partOfProperty,
  splitList,
  type LinkPart,
  type TextCodec,
} from '../../../../viz/index.ts';
import { builtInNames, dataNameOf } from '../../data/settings.ts';
import {
  allFields,
  choicesOf,
  variableFields,
  type Field,
  type FieldSetting,
  type VariedSettings,
} from './fields.ts';
import { ownFormulas } from './own-formulas.ts';
import { notebookSettings, type TrainingSettings } from './settings.ts';

/** Parts of the trainer that a link can hide, so that a class sees only what a lesson needs. */
export const HIDEABLE = [
  'lessons',
  'data',
  'activations',
  'settings',
  'search',
  'folds',
  'more',
  'log',
  'trainer',
] as const;
export type Hideable = (typeof HIDEABLE)[number];

/** The trainer's settings in a link. */
export interface Setup {
  readonly settings: TrainingSettings;
  readonly hidden: readonly Hideable[];
  /** The user-defined activations that the settings name. */
  readonly own: readonly CustomActivation[];
}

/** `learningRate` is `train.learning-rate`. */
const keyOf = (setting: string) =>
  `train.${setting.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const encode = (text: string) =>
  encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%20', '+').replaceAll('%3A', ':');
const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));

/** Every setting as text, by its key in a link. */
function textsOf(settings: TrainingSettings): Map<string, string> {
  const { data, fields, varied, search, folds } = settings;
  return new Map([
    [
      'train.data',
      dataNameOf(builtInNames.includes(data.name) ? data : { ...data, images: null, table: null }),
    ],
    ['train.rows', settings.limit],
    ['train.activations', settings.activations.join(',')],
    ['train.layers', settings.layers],
    ...allFields.map(({ setting }): [string, string] => [
      keyOf(setting),
      varied[setting]?.join(',') ?? String(fields[setting]),
    ]),
    ['train.vary', Object.keys(varied).join(',')],
    ['train.search', search.kind],
    ['train.draws', search.samples],
    ['train.draws-seed', search.seed],
    ['train.folds', folds.count],
    ['train.fold-kind', folds.kind],
    ['train.shuffle-folds', folds.shuffleSeed],
    ['train.scoring', folds.scoring.join(',')],
    ['train.train-scores', String(folds.trainScores)],
    ['train.seed-per-fold', String(folds.seedPerFold)],
    ['train.repeats', settings.repeats],
    ['train.backend', settings.backend],
  ]);
}

/** Encodes and decodes one pair of the link. `read` throws if the text is invalid. */
type Read = (text: string, settings: TrainingSettings) => TrainingSettings;

const usual = textsOf(notebookSettings());

function choose<Name extends string>(text: string, choices: readonly Name[]): Name {
  const found = choices.find((name) => name === text);
  if (found === undefined) throw new Error(`expected ${choices.join(', ')}, got "${text}"`);
  return found;
}

/** The settings from the text of a field. A field that varies has a list of values. */
function readField({ setting }: Field): Read {
  const field = variableFields.find((each) => each.setting === setting);
  return (text, settings) => {
    if (field === undefined) return withField(settings, setting, text);
    const values = splitList(text);
    const choices = choicesOf(field).map(([choice]) => choice);
    for (const value of values) choose(value, choices);
    if (!(setting in settings.varied)) return withField(settings, setting, text);
    return { ...settings, varied: { ...settings.varied, [setting]: values } };
  };
}

function withField(settings: TrainingSettings, setting: FieldSetting, text: string): TrainingSettings {
  const value = typeof settings.fields[setting] === 'boolean' ? text === 'true' : text;
  return { ...settings, fields: { ...settings.fields, [setting]: value } };
}

const inSearch =
  (name: keyof TrainingSettings['search'], valueOf: (text: string) => string = (text) => text): Read =>
  (text, settings) => ({ ...settings, search: { ...settings.search, [name]: valueOf(text) } });

const inFolds =
  (name: keyof TrainingSettings['folds'], valueOf: (text: string) => unknown = (text) => text): Read =>
  (text, settings) => ({ ...settings, folds: { ...settings.folds, [name]: valueOf(text) } });

/** The pairs in the order in which they are read: which fields vary decides how their texts are parsed. */
const readers: Readonly<Record<string, Read>> = {
  'train.data'(text, settings) {
    const [name = '', noise = ''] = text.split(':');
    return {
      ...settings,
      data: { ...settings.data, name: choose(name, [...builtInNames, 'idx', 'table']), noise },
    };
  },
  'train.rows': (limit, settings) => ({ ...settings, limit }),
  'train.activations': (text, settings) => ({ ...settings, activations: splitList(text) }),
  'train.layers': (layers, settings) => ({ ...settings, layers }),
  'train.vary'(text, settings) {
    const names = splitList(text).filter((name) => variableFields.some(({ setting }) => setting === name));
    const varied = names.map((name) => [name, splitList(usual.get(keyOf(name))!)]);
    return { ...settings, varied: Object.fromEntries(varied) as VariedSettings };
  },
  ...Object.fromEntries(allFields.map((field) => [keyOf(field.setting), readField(field)])),
  'train.search': inSearch('kind', (text) => choose(text, ['grid', 'random'])),
  'train.draws': inSearch('samples'),
  'train.draws-seed': inSearch('seed'),
  'train.folds': inFolds('count'),
  'train.fold-kind': inFolds('kind', (text) => choose(text, ['auto', ...foldKinds])),
  'train.shuffle-folds': inFolds('shuffleSeed'),
  'train.scoring': inFolds('scoring', (text) => scorerNames.filter((name) => splitList(text).includes(name))),
  'train.train-scores': inFolds('trainScores', (text) => text === 'true'),
  'train.seed-per-fold': inFolds('seedPerFold', (text) => text === 'true'),
  'train.repeats': (repeats, settings) => ({ ...settings, repeats }),
  'train.backend': (text, settings) => ({ ...settings, backend: choose(text, ['auto', ...backendNames]) }),
};

const settingParts = Object.entries(readers).map(([key, read]): LinkPart<Setup> => ({
  keys: [key],
  write: ({ settings }) => encode(textsOf(settings).get(key)!),
  read: (text, setup) => ({ ...setup, settings: read(decode(text), setup.settings) }),
}));

const hideable: TextCodec<Hideable> = { write: (name) => name, read: (text) => choose(text, HIDEABLE) };

/** The trainer's settings, its hidden parts and user-defined activations as a setting of a link. */
export const setupSetting = {
  initial: { settings: notebookSettings(), hidden: [], own: [] } as Setup,
  link: [
    ...settingParts,
    partOfProperty<Setup, 'own'>('own', part(ownFormulas, 'train.formulas')),
    partOfProperty<Setup, 'hidden'>('hidden', part(list(hideable), 'hide')),
  ],
};
