import { describe, expect, it } from 'vitest';
import { ActivationCatalogue } from '../../../src/page/activations/catalogue.svelte.ts';
import { dataNameOf, dataRequestOf, tableSettings } from '../../../src/page/data/settings.ts';
import { summariseTable } from '../../../src/page/data/summarise-table.ts';
import { candidatesOf, describeFits } from '../../../src/page/train/form/candidates.ts';
import { allFields, applies } from '../../../src/page/train/form/fields.ts';
import { jobOf, planOf } from '../../../src/page/train/running/job.ts';
import {
  followData,
  followOptimizer,
  notebookSettings,
  type TrainingSettings,
} from '../../../src/page/train/form/settings.ts';

const catalogue = new ActivationCatalogue({ getItem: () => null, setItem: () => undefined });
const mine = { name: 'mine', formula: 'x * sigmoid(x)' };
catalogue.add(mine);
const choiceOf = (name: string) => catalogue.choiceOf(name);

/** The notebook's settings, changed. */
function settingsWith(change: (settings: TrainingSettings) => void): TrainingSettings {
  const settings = notebookSettings();
  change(settings);
  return settings;
}
const candidatesWith = (change: (settings: TrainingSettings) => void) =>
  candidatesOf(settingsWith(change), choiceOf);

describe('the trainer panel’s settings', () => {
  it('begin as the notebook’s', () => {
    const configs = candidatesOf(notebookSettings(), choiceOf).map(({ config }) => config);
    expect(configs.map(({ activation }) => activation)).toEqual(['relu', 'tanh', 'leaky_relu']);
    expect(configs[0]).toMatchObject({ hidden: [128, 64], learningRate: 0.01, momentum: 0.95, epochs: 25 });
  });

  it('train every activation with every learning rate, one’s own among them', () => {
    const candidates = candidatesWith((settings) => {
      settings.activations = ['tanh', 'mine'];
      settings.fields.learningRate = '0.1, 0.01';
    });
    expect(candidates.map(({ config }) => [config.activation, config.learningRate])).toEqual([
      ['tanh', 0.1],
      ['tanh', 0.01],
      [mine, 0.1],
      [mine, 0.01],
    ]);
    expect(candidates[0]!.params).toEqual({ activation: 'tanh', learning_rate: 0.1 });
  });

  it('train a network with an activation for each layer beside the others', () => {
    const candidates = candidatesWith((settings) => {
      settings.activations = ['relu'];
      settings.layers = 'relu-tanh, mine-relu';
    });
    expect(candidates.map(({ config }) => config.activation)).toEqual([
      'relu',
      ['relu', 'tanh'],
      [mine, 'relu'],
    ]);
  });

  it.each<[string, number[][]]>([
    ['128, 64', [[128, 64]]],
    ['128 64', [[128, 64]]],
    ['8-4, 16, none', [[8, 4], [16], []]],
    ['none', [[]]],
  ])('read the hidden units %s', (text, hidden) => {
    const candidates = candidatesWith((settings) => {
      settings.activations = ['relu'];
      settings.fields.hidden = text;
    });
    expect(candidates.map(({ config }) => config.hidden)).toEqual(hidden);
  });

  it('vary choices and flags, and a setting only where it applies', () => {
    const candidates = candidatesWith((settings) => {
      settings.activations = ['relu'];
      settings.varied = { optimizer: ['sgd', 'adam'], shuffle: ['false', 'true'] };
      settings.fields.momentum = '0, 0.9';
    });
    // SGD with two momenta and Adam with none, each with and without shuffling.
    expect(candidates).toHaveLength(6);
    expect(
      candidates.filter(({ config }) => config.optimizer === 'adam').map(({ params }) => params),
    ).toEqual([false, true].map((shuffle) => ({ optimizer: 'adam', shuffle })));
  });

  it('draw at random from lists and intervals, the same for the same seed', () => {
    const drawn = (seed: string) =>
      candidatesWith((settings) => {
        settings.search = { kind: 'random', samples: '7', seed };
        settings.fields.learningRate = '0.001..0.1';
        settings.fields.batchSize = '16..64';
      });
    const candidates = drawn('3');
    expect(candidates).toHaveLength(7);
    expect(new Set(candidates.map(({ config }) => config.learningRate)).size).toBe(7);
    for (const { config } of candidates) {
      expect(config.learningRate).toBeGreaterThanOrEqual(0.001);
      expect(config.learningRate).toBeLessThanOrEqual(0.1);
      expect(config.batchSize).toSatisfy(Number.isInteger);
    }
    expect(drawn('3')).toEqual(candidates);
    expect(drawn('4')).not.toEqual(candidates);
  });

  it('say nothing of settings that do not apply', () => {
    expect(candidatesWith(({ fields }) => (fields.beta1 = 'nonsense of another optimiser'))).toHaveLength(3);
    const beta = allFields.find(({ setting }) => setting === 'beta1')!;
    const { fields } = notebookSettings();
    expect(applies(beta, fields, {})).toBe(false);
    expect(applies(beta, fields, { optimizer: ['sgd', 'adamw'] })).toBe(true);
  });

  it('follow the optimiser’s usual learning rate, but never over a typed one', () => {
    const { fields } = notebookSettings();
    fields.optimizer = 'adam';
    followOptimizer(fields, 'sgd');
    expect(fields.learningRate).toBe('0.001');
    fields.learningRate = '0.5';
    fields.optimizer = 'sgd';
    followOptimizer(fields, 'adam');
    expect(fields.learningRate).toBe('0.5');
  });

  it('standardise a table by column and images as one, but for who chose otherwise', () => {
    const { fields } = notebookSettings();
    followData(fields, 'mnist', 'table');
    expect(fields.standardise).toBe('columns');
    followData(fields, 'table', 'moons');
    expect(fields.standardise).toBe('all');
    fields.standardise = 'none';
    followData(fields, 'moons', 'table');
    expect(fields.standardise).toBe('none');
  });

  it.each<[(settings: TrainingSettings) => void, string]>([
    [() => undefined, '3 fits to train'],
    [(settings) => (settings.activations = ['relu']), '1 fit to train'],
    [
      (settings) => {
        settings.folds.count = '3';
        settings.repeats = '2';
      },
      '3 configurations × 3 folds × 2 repeats = 18 fits',
    ],
    [
      (settings) => (settings.fields.seed = Array.from({ length: 500 }, (_, i) => i).join()),
      '1,500 fits to train',
    ],
  ])('say how much they ask for', (change, text) => {
    expect(describeFits(planOf(settingsWith(change), choiceOf))).toBe(text);
  });

  it.each<[string, (settings: TrainingSettings) => void, string]>([
    [
      'negative units',
      ({ fields }) => (fields.hidden = '128, -4'),
      'Hidden units: expected a list of whole numbers of at least 1, got [128,-4]',
    ],
    [
      'a rate in words',
      ({ fields }) => (fields.learningRate = 'x'),
      'Learning rate: expected a positive number, got "x"',
    ],
    ['no rate', ({ fields }) => (fields.learningRate = ' '), 'Learning rate: expected a number, got nothing'],
    ['no activation', (settings) => (settings.activations = []), 'activations: choose at least one.'],
    [
      'an unknown activation of a layer',
      (settings) => (settings.layers = 'relu-tanhh'),
      'activations: there is none called "tanhh"',
    ],
    [
      'more activations than layers',
      (settings) => (settings.layers = 'relu-tanh-relu'),
      'activation: expected one or a list of 2, one for each hidden layer, got 3',
    ],
    ['one fold', ({ folds }) => (folds.count = '1'), 'folds: expected a whole number of at least 2, got "1"'],
    [
      'too many repeats',
      (settings) => (settings.repeats = '1000000000'),
      'repeats: expected at most 10,000, got "1000000000"',
    ],
    [
      'no repeats',
      (settings) => (settings.repeats = ''),
      'repeats: expected a whole number of at least 1, got nothing',
    ],
    [
      'an interval in a grid',
      ({ fields }) => (fields.learningRate = '0.01..0.1'),
      'Learning rate: an interval needs a random search; list the values, or choose Random search',
    ],
    [
      'a random search of nothing',
      (settings) => {
        settings.activations = ['relu'];
        settings.search.kind = 'random';
      },
      'random search: there is nothing to sample; give a setting several values or an interval',
    ],
    [
      'an interval without an inside',
      (settings) => {
        settings.search.kind = 'random';
        settings.fields.dropout = '0.5..0.1';
      },
      'dropout: expected an interval from a smaller to a larger number, got 0.5 to 0.1',
    ],
    [
      'a grid beyond measure',
      ({ fields }) => {
        fields.seed = Array.from({ length: 100 }, (_, i) => i).join();
        fields.epochs = fields.seed.replace(/^0,/, '');
      },
      '29,700 configurations are more than 5,000: narrow the search',
    ],
    ['no table', ({ data }) => (data.name = 'table'), 'data: choose a table, a CSV, JSON or Parquet file.'],
    [
      'no images',
      ({ data }) => (data.name = 'idx'),
      'data: choose two IDX files, one with images and one with labels.',
    ],
  ])('are refused by name and value: %s', (_, spoil, message) => {
    expect(() => jobOf(settingsWith(spoil), choiceOf, null)).toThrow(
      expect.objectContaining({ message }) as unknown as Error,
    );
  });
});

describe('the data that are chosen', () => {
  const table = {
    name: 'pets.csv',
    count: 30,
    columns: [
      { name: 'name', cells: Array.from({ length: 30 }, (_, i) => `pet ${String(i)}`) },
      { name: 'weight', cells: Array.from({ length: 30 }, (_, i) => (i === 4 ? null : i / 2)) },
      { name: 'owner', cells: Array.from({ length: 30 }, (_, i) => i % 7) },
      { name: 'kind', cells: Array.from({ length: 30 }, (_, i) => ['cat', 'dog', 'fish'][i % 3]!) },
    ],
  };

  it('are summarised column by column', () => {
    expect(summariseTable(table).columns).toEqual([
      expect.objectContaining({ kind: 'text', distinct: 30, isName: true }),
      expect.objectContaining({
        kind: 'numbers',
        distinct: 29,
        missing: 1,
        task: 'regression',
        isName: false,
      }),
      expect.objectContaining({ kind: 'numbers', distinct: 7, task: 'classification' }),
      {
        ...{ name: 'kind', kind: 'text', distinct: 3, missing: 0, task: 'classification', isName: false },
        examples: ['cat', 'dog', 'fish'],
      },
    ]);
  });

  it('are asked for as the form says', () => {
    const file = new File(['x'], 'pets.csv');
    const { data } = notebookSettings();
    data.name = 'table';
    data.table = {
      ...tableSettings(file, summariseTable(table)),
      groups: 'owner',
      missing: 'drop',
      testFolds: '5',
    };
    expect(dataRequestOf(data, 3)).toEqual({
      kind: 'table',
      file,
      options: {
        ...{
          target: 'kind',
          groups: 'owner',
          leaveOut: ['name'],
          missing: 'drop',
          testFolds: 5,
          shuffleSeed: 3,
        },
      },
    });
    expect(dataNameOf(data)).toBe('pets.csv');
    data.table.testFolds = '1';
    expect(() => dataRequestOf(data, 3)).toThrow(
      'test set: expected the number of folds, a whole number of at least 2, got "1"',
    );
  });

  it.each([
    ['moons', '0.3', 'moons:0.3'],
    ['moons', '', 'moons'],
    ['mnist', '0.3', 'mnist'],
  ])('are named %s with noise "%s"', (name, noise, expected) => {
    const { data } = notebookSettings();
    Object.assign(data, { name, noise });
    expect(dataNameOf(data)).toBe(expected);
  });
});
