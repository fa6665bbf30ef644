import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInNames, planeNames } from '../../../src/page/data/settings.ts';
import {
  allFields,
  choicesOf,
  variableFields,
  type FieldSetting,
} from '../../../src/page/train/form/fields.ts';
import { ActivationCatalogue } from '../../../src/page/activations/catalogue.svelte.ts';
import { TrainerForm } from '../../../src/page/train/form/form.svelte.ts';
import { settingsOfLesson } from '../../../src/page/lessons/lesson.ts';
import { lessons } from '../../../src/page/lessons/lessons.ts';
import { notebookSettings, type TrainingSettings } from '../../../src/page/train/form/settings.ts';
import { initialPage, readLink, writeLink } from '../../../src/page/shell/link/link.ts';
import { HIDEABLE, type Setup } from '../../../src/page/train/form/setup-link.ts';
import { activationNames, foldKinds, scorerNames } from '../../../trainer/index.ts';

const text = fc.stringMatching(/^[\w.,: +-]{0,12}$/);

/** Any settings that a link can hold: those of data that come with the page. */
const anySettings: fc.Arbitrary<TrainingSettings> = fc
  .record({
    name: fc.constantFrom(...builtInNames),
    noise: fc.constantFrom('', '0.3', '1e-3'),
    limit: text,
    activations: fc.uniqueArray(fc.constantFrom(...activationNames)),
    layers: text,
    typed: fc.array(fc.tuple(fc.constantFrom(...allFields), text)),
    varied: fc.uniqueArray(fc.constantFrom(...variableFields), { maxLength: 3 }),
    kind: fc.constantFrom('grid' as const, 'random' as const),
    foldKind: fc.constantFrom('auto' as const, ...foldKinds),
    scoring: fc.subarray([...scorerNames]),
    trainScores: fc.boolean(),
    seedPerFold: fc.boolean(),
    batches: fc.boolean(),
  })
  .map(
    ({ name, noise, typed, varied, kind, foldKind, scoring, trainScores, seedPerFold, batches, ...rest }) => {
      const base = notebookSettings();
      const own = typed.filter(
        ([field]) => !variableFields.includes(field) && typeof base.fields[field.setting] === 'string',
      );
      return {
        ...base,
        ...rest,
        data: { ...base.data, name, noise: planeNames.includes(name) ? noise : '' },
        fields: {
          ...base.fields,
          ...Object.fromEntries(own.map(([{ setting }, value]) => [setting, value])),
          batches,
        },
        varied: Object.fromEntries(
          varied.map((field): [FieldSetting, string[]] => [
            field.setting,
            choicesOf(field).map(([value]) => value),
          ]),
        ),
        search: { kind, samples: '7', seed: '3' },
        folds: { count: '4', kind: foldKind, shuffleSeed: '', scoring, trainScores, seedPerFold },
      };
    },
  );

const formula = fc.constantFrom(
  'max(0, x)',
  'x > 0 ? x : 0.1 * x',
  'x * (1 + x)^2 - 1',
  'x * sigmoid(1.702*x)',
);
/** User-defined activations, with a derivative or without. */
const anyOwn = fc.array(
  fc.record(
    { name: fc.stringMatching(/^[A-Za-z_]\w{0,5}$/), formula, derivative: formula },
    { requiredKeys: ['name', 'formula'] },
  ),
  { maxLength: 3 },
);

const write = (setup: Setup) => writeLink({ ...initialPage, setup });
const read = (hash: string) => readLink(hash).view.setup;

describe('A link to a setup', () => {
  it('is empty for what the trainer begins with', () => {
    expect(write({ settings: notebookSettings(), hidden: [], own: [] })).toBe('');
    expect(read('#rows=best')).toBe(initialPage.setup);
  });

  it('returns whatever it was made of', () => {
    fc.assert(
      fc.property(anySettings, fc.subarray([...HIDEABLE]), anyOwn, (settings, hidden, own) => {
        const setup = { settings, hidden, own };
        expect(read(`#rows=best&${write(setup)}`)).toEqual(setup);
      }),
      { numRuns: 60 },
    );
  });

  it.each(lessons.map((lesson) => [lesson.name, lesson] as const))('holds the lesson %s', (_, lesson) => {
    const settings = settingsOfLesson(lesson);
    expect(read(write({ settings, hidden: [], own: [] })).settings).toEqual(settings);
  });

  it('is read as it would be written by hand', () => {
    const hash =
      '#train.data=moons:0.3&train.activations=relu,tanh&train.learning-rate=0.1,+0.01&hide=search,more';
    const { settings, hidden } = read(hash);
    expect(settings.data).toMatchObject({ name: 'moons', noise: '0.3' });
    expect(settings.activations).toEqual(['relu', 'tanh']);
    expect(settings.fields.learningRate).toBe('0.1, 0.01');
    expect(hidden).toEqual(['search', 'more']);
  });

  it('names own formulas in words that can be typed', () => {
    const own = [
      { name: 'mine', formula: 'max(0, x)', derivative: 'x > 0 ? 1 : 0' },
      { name: 'plus', formula: 'x + 1' },
    ];
    const hash = write({ settings: notebookSettings(), hidden: [], own });
    expect(hash).toBe('train.formulas=mine=max(0,+x);x+%3E+0+%3F+1+:+0;;plus=x+%2B+1');
  });

  it('leaves out own formulas that are none', () => {
    const { view, leftOut } = readLink('#train.formulas=mine=x^2;;1+1;;=x;;yours=x');
    expect(view.setup.own.map(({ name }) => name)).toEqual(['mine', 'yours']);
    expect(leftOut.map(({ text: item }) => item)).toEqual(['1+1', '=x']);
  });

  it.each([
    ['train.colour=blue', 'train.colour', 'blue'],
    ['train.data=cifar', 'train.data', 'cifar'],
    ['train.search=greedy', 'train.search', 'greedy'],
    ['train.optimizer=lion', 'train.optimizer', 'lion'],
    ['hide=everything', 'hide', 'everything'],
  ])('keeps all but what is wrong: %s', (pair, key, text) => {
    const { view, leftOut } = readLink(`#train.epochs=7&${pair}`);
    expect(view.setup.settings.fields.epochs).toBe('7');
    expect(leftOut).toEqual([{ key, text }]);
  });
});

describe('The activations of a link', () => {
  const empty = () => new ActivationCatalogue({ getItem: () => null, setItem: () => undefined });
  const mine = { name: 'mine', formula: 'max(0, x)' };

  /** The names in the settings after the activations of a link were added to a catalogue. */
  function adopt(catalogue: ActivationCatalogue, own: Setup['own'], activations: string[], layers = '') {
    const form = new TrainerForm();
    form.followLink({ settings: { ...notebookSettings(), activations, layers }, hidden: [], own });
    const sentences = form.adopt(catalogue);
    const { settings } = form;
    return { sentences, activations: settings.activations, layers: settings.layers };
  }

  it('are added once', () => {
    const catalogue = empty();
    expect(adopt(catalogue, [mine], ['relu', 'mine'])).toEqual({
      sentences: ['The activation "mine" of the link was added: f(x) = max(0, x).'],
      activations: ['relu', 'mine'],
      layers: '',
    });
    expect(adopt(catalogue, [mine], ['mine']).sentences).toEqual([]);
    expect(catalogue.own).toEqual([mine]);
  });

  it('never replace another of the same name: they get a new one, in the settings as well', () => {
    const catalogue = empty();
    catalogue.add(mine);
    const other = { name: 'mine', formula: 'x^2' };
    const adopted = adopt(
      catalogue,
      [other, { name: 'relu', formula: 'x^3' }],
      ['mine', 'relu'],
      'mine-tanh, relu-relu',
    );
    expect(adopted).toEqual({
      sentences: [
        'The activation "mine" of the link was added as "mine_2", since there is another "mine": f(x) = x^2.',
        'The activation "relu" of the link was added as "relu_2", since there is another "relu": f(x) = x^3.',
      ],
      activations: ['mine_2', 'relu_2'],
      layers: 'mine_2-tanh, relu_2-relu_2',
    });
    expect(catalogue.own).toEqual([mine, { ...other, name: 'mine_2' }, { name: 'relu_2', formula: 'x^3' }]);
    expect(adopt(catalogue, [other], ['mine'])).toMatchObject({ sentences: [], activations: ['mine_2'] });
  });

  it('that cannot be parsed are left out with the reason', () => {
    const { sentences } = adopt(empty(), [{ name: 'mine', formula: 'x +' }], []);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(/^The link’s activation "mine" was left out: /);
  });
});
