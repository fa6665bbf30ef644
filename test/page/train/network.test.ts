import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../src/page/train/form/candidates.ts';
import {
  isOneNetwork,
  layersOf,
  placeLayers,
  withLayers,
} from '../../../src/page/train/form/network/network.ts';
import { notebookSettings, type TrainingSettings } from '../../../src/page/train/form/settings.ts';
import { activationNames, type ActivationChoice } from '../../../trainer/index.ts';

const choiceOf = (name: string): ActivationChoice | null =>
  activationNames.find((known) => known === name) ?? null;

const settingsWith = (part: Partial<TrainingSettings>, hidden = '128, 64'): TrainingSettings => {
  const base = notebookSettings();
  return { ...base, activations: ['relu'], ...part, fields: { ...base.fields, hidden } };
};

describe('The layers of the network in the form', () => {
  const layer = fc.record({
    units: fc.integer({ min: 1, max: 300 }),
    activation: fc.constantFrom(...activationNames),
  });

  it('are trained as they are set', () => {
    fc.assert(
      fc.property(fc.array(layer, { maxLength: 5 }), (layers) => {
        const settings = withLayers(settingsWith({}), layers);
        expect(isOneNetwork(settings)).toBe(true);
        const candidates = candidatesOf(settings, choiceOf);
        expect(candidates).toHaveLength(1);
        expect(layersOf(candidates[0]!.config)).toEqual(layers);
      }),
    );
  });

  it.each<[string, Partial<TrainingSettings>, string, boolean]>([
    ['one activation', {}, '128, 64', true],
    ['an activation for each layer', { activations: [], layers: 'relu-tanh' }, '128, 64', true],
    ['no hidden layer', {}, 'none', true],
    ['two activations', { activations: ['relu', 'tanh'] }, '128, 64', false],
    ['an activation and a list', { layers: 'relu-tanh' }, '128, 64', false],
    ['several networks', {}, '128-64, 256', false],
    ['no activation', { activations: [] }, '128, 64', false],
  ])('can be edited where there is one network: %s', (_, part, hidden, expected) => {
    expect(isOneNetwork(settingsWith(part, hidden))).toBe(expected);
  });

  it('are drawn side by side, inside the drawing, with a few of their units', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 9 }), (units) => {
        const drawn = placeLayers(units, 300, 84);
        expect(drawn).toHaveLength(units.length);
        for (const [i, { x, ys, isCut }] of drawn.entries()) {
          expect(x > (drawn[i - 1]?.x ?? 0) && x < 300).toBe(true);
          expect(isCut).toBe(ys.length < units[i]!);
          expect(ys.every((y, unit) => y > (ys[unit - 1] ?? 0) && y < 84)).toBe(true);
          expect((ys[0]! + ys.at(-1)!) / 2, 'centred').toBeCloseTo(42, 9);
        }
      }),
    );
  });
});
