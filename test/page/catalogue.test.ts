import { beforeEach, describe, expect, it } from 'vitest';
import { ActivationCatalogue } from '../../src/page/activations/catalogue.svelte.ts';
import { configsOf, followOptimizer, notebookSettings } from '../../src/page/training/settings.ts';

/** What a browser's storage does, in memory. */
function createStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

let storage: ReturnType<typeof createStorage>;
let catalogue: ActivationCatalogue;
const mine = { name: 'mine', formula: 'x * sigmoid(1.702 * x)' };
const choiceOf = (name: string) => catalogue.choiceOf(name);

beforeEach(() => {
  storage = createStorage();
  catalogue = new ActivationCatalogue(storage);
});

describe('activations of one’s own', () => {
  it('are there on the next visit, and gone when removed', () => {
    catalogue.add(mine);
    const next = new ActivationCatalogue(storage);
    expect(next.all.at(-1)!.forward(1)).toBeCloseTo(1 / (1 + Math.exp(-1.702)), 12);
    next.remove('mine');
    expect(new ActivationCatalogue(storage).choiceOf('mine')).toBeNull();
  });

  it.each([
    ['a name that is taken', { ...mine, name: 'relu' }, /"relu" is taken/],
    ['no name', { ...mine, name: '' }, /name/],
    ['a formula that cannot be read', { ...mine, formula: 'x * (' }, /formula/i],
    ['a formula that would be code', { ...mine, formula: 'alert(x)' }, /alert/],
  ])('are refused with %s', (_, custom, message) => {
    const before = catalogue.all.length;
    expect(() => catalogue.add(custom)).toThrow(message);
    expect(catalogue.all).toHaveLength(before);
  });

  it.each(['{', '{"a":1}', '[null]', '[{"name":"x"}]', '[{"name":"relu","formula":"x"}]'])(
    'are forgotten where what was kept is %s',
    (text) => {
      storage.setItem('heddle-activations', text);
      const next = new ActivationCatalogue(storage);
      expect(next.all).toHaveLength(catalogue.all.length);
    },
  );
});

describe('the trainer panel’s settings', () => {
  it('begin as the notebook’s', () => {
    const configs = configsOf(notebookSettings(), choiceOf);
    expect(configs.map(({ activation }) => activation)).toEqual(['relu', 'tanh', 'leaky_relu']);
    expect(configs[0]).toMatchObject({ hidden: [128, 64], learningRate: 0.01, momentum: 0.95, epochs: 25 });
  });

  it('train every activation with every learning rate, one’s own among them', () => {
    catalogue.add(mine);
    const settings = notebookSettings();
    settings.activations = ['tanh', 'mine'];
    settings.fields.learningRate = '0.1, 0.01';
    expect(
      configsOf(settings, choiceOf).map(({ activation, learningRate }) => [activation, learningRate]),
    ).toEqual([
      ['tanh', 0.1],
      ['tanh', 0.01],
      [mine, 0.1],
      [mine, 0.01],
    ]);
  });

  it('say nothing of settings that do not apply', () => {
    const settings = notebookSettings();
    settings.fields.beta1 = 'nonsense of another optimiser';
    expect(configsOf(settings, choiceOf)).toHaveLength(3);
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

  it.each([
    ['units', (settings: ReturnType<typeof notebookSettings>) => (settings.fields.hidden = '128, -4'), /-4/],
    [
      'a rate',
      (settings: ReturnType<typeof notebookSettings>) => (settings.fields.learningRate = 'x'),
      /"x"/,
    ],
    [
      'no activation',
      (settings: ReturnType<typeof notebookSettings>) => (settings.activations = []),
      /choose/,
    ],
  ])('are refused by name and value: %s', (_, spoil, message) => {
    const settings = notebookSettings();
    spoil(settings);
    expect(() => configsOf(settings, choiceOf)).toThrow(message);
  });
});
