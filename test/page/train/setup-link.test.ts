import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInNames, planeNames } from '../../../src/page/data/settings.ts';
import {
  allFields,
  choicesOf,
  variableFields,
  type FieldSetting,
} from '../../../src/page/train/form/fields.ts';
import { lessons, settingsOfLesson } from '../../../src/page/train/lessons.ts';
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

const write = (setup: Setup) => writeLink({ ...initialPage, setup });
const read = (hash: string) => readLink(hash).view.setup;

describe('A link to a setup', () => {
  it('is empty for what the trainer begins with', () => {
    expect(write({ settings: notebookSettings(), hidden: [] })).toBe('');
    expect(read('#rows=best')).toBe(initialPage.setup);
  });

  it('returns whatever it was made of', () => {
    fc.assert(
      fc.property(anySettings, fc.subarray([...HIDEABLE]), (settings, hidden) => {
        expect(read(`#rows=best&${write({ settings, hidden })}`)).toEqual({ settings, hidden });
      }),
      { numRuns: 60 },
    );
  });

  it.each(lessons.map((lesson) => [lesson.name, lesson] as const))('holds the lesson %s', (_, lesson) => {
    const settings = settingsOfLesson(lesson);
    expect(read(write({ settings, hidden: [] })).settings).toEqual(settings);
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
