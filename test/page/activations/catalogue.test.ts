import { beforeEach, describe, expect, it } from 'vitest';
import { ActivationCatalogue } from '../../../src/page/activations/catalogue.svelte.ts';

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
    ['1', /^f′ is wrong at x = -1\.4\d*: yours 1, true -0\.\d+ \(wrong at/],
    ['sigmoid(1.702 * x) * (1 + 1.702 * x * (1 - sigmoid(1.702 * x)))', null],
    [undefined, null],
  ])('with the derivative %s: what is wrong with it stays known', (derivative, problem) => {
    catalogue.add({ ...mine, ...(derivative === undefined ? {} : { derivative }) });
    const found = catalogue.problemOf('mine');
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatch(problem);
    expect(catalogue.problemOf('relu')).toBeNull();
  });

  it('never replace another of the same name', () => {
    catalogue.add(mine);
    catalogue.add({ ...mine });
    expect(() => catalogue.add({ name: 'mine', formula: 'x^2' })).toThrow(
      'name: there is another "mine", f(x) = x * sigmoid(1.702 * x); choose another name, or remove that one',
    );
    expect(() => catalogue.add({ ...mine, derivative: '1' })).toThrow('there is another "mine"');
    expect(catalogue.all.at(-1)!.formula).toBe(mine.formula);
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
