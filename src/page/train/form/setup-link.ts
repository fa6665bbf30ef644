import { backendNames, foldKinds, scorerNames } from '../../../../trainer/index.ts';
import { builtInNames, dataNameOf } from '../../data/settings.ts';
import { allFields, choicesOf, variableFields } from './fields.ts';
import { notebookSettings, type TrainingSettings } from './settings.ts';

/** Parts of the trainer that a link can hide, so that a class sees only what a lesson is about. */
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

/** What a link says of the trainer. */
export interface Setup {
  readonly settings: TrainingSettings;
  readonly hidden: readonly Hideable[];
}

/** `learningRate` is `train.learning-rate`. */
const keyOf = (setting: string) =>
  `train.${setting.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const encode = (text: string) =>
  encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%20', '+').replaceAll('%3A', ':');
const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
const list = (text: string) => text.split(',').filter((item) => item !== '');

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
    ['train.repeats', settings.repeats],
    ['train.backend', settings.backend],
  ]);
}

const usual = textsOf(notebookSettings());

/** The pairs of a link's hash that say what the trainer holds, where it is not what it begins with. */
export function writeSetup({ settings, hidden }: Setup): string[] {
  const changed = [...textsOf(settings)].filter(([key, text]) => text !== usual.get(key));
  return [
    ...changed.map(([key, text]) => `${key}=${encode(text)}`),
    ...(hidden.length > 0 ? [`hide=${hidden.join(',')}`] : []),
  ];
}

/**
 * The setup that a hash stands for; null where it says nothing of the trainer. What is left out is as at first.
 *
 * @throws {Error} that names the pair that cannot be read
 */
export function readSetup(hash: string): Setup | null {
  const pairs = new Map<string, string>();
  for (const pair of hash.replace(/^#/, '').split('&')) {
    const [key = '', ...rest] = pair.split('=');
    if (key.startsWith('train.') || key === 'hide') pairs.set(key, decode(rest.join('=')));
  }
  if (pairs.size === 0) return null;
  const unknown = [...pairs.keys()].find((key) => key !== 'hide' && !usual.has(key));
  if (unknown !== undefined) throw new Error(`${unknown}: is no setting of the trainer`);
  const get = (key: string) => pairs.get(key) ?? usual.get(key)!;
  const choose = <Name extends string>(key: string, names: readonly Name[]): Name => {
    const found = names.find((name) => name === get(key));
    if (found !== undefined) return found;
    throw new Error(`${key}: expected ${names.join(', ')}, got "${get(key)}"`);
  };
  const settings = notebookSettings();
  const [name = '', noise = ''] = get('train.data').split(':');
  settings.data.name =
    [...builtInNames, 'idx', 'table'].find((each) => each === name) ?? unreadable('train.data', name);
  settings.data.noise = noise;
  settings.limit = get('train.rows');
  settings.activations = list(get('train.activations'));
  settings.layers = get('train.layers');
  const varied = list(get('train.vary'));
  for (const field of allFields) {
    const text = get(keyOf(field.setting));
    const isVariable = variableFields.includes(field);
    const values = isVariable ? list(text) : [];
    const wrong = values.find((value) => !choicesOf(field).some(([choice]) => choice === value));
    if (wrong !== undefined) unreadable(keyOf(field.setting), wrong);
    if (varied.includes(field.setting) && isVariable)
      settings.varied = { ...settings.varied, [field.setting]: values };
    else
      settings.fields[field.setting] =
        typeof settings.fields[field.setting] === 'boolean' ? text === 'true' : text;
  }
  settings.search = {
    kind: choose('train.search', ['grid', 'random']),
    samples: get('train.draws'),
    seed: get('train.draws-seed'),
  };
  settings.folds = {
    count: get('train.folds'),
    kind: choose('train.fold-kind', ['auto', ...foldKinds]),
    shuffleSeed: get('train.shuffle-folds'),
    scoring: scorerNames.filter((scorer) => list(get('train.scoring')).includes(scorer)),
    trainScores: get('train.train-scores') === 'true',
  };
  settings.repeats = get('train.repeats');
  settings.backend = choose('train.backend', ['auto', ...backendNames]);
  const hidden = list(pairs.get('hide') ?? '').map(
    (part) => HIDEABLE.find((each) => each === part) ?? unreadable('hide', part),
  );
  return { settings, hidden };
}

function unreadable(key: string, value: string): never {
  throw new Error(`${key}: cannot be "${value}"`);
}
