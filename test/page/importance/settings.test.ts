import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  importanceSetting,
  initialImportance,
  MEASURES,
  togglePicked,
} from '../../../src/page/importance/settings.ts';
import { readParts, writeParts } from '../../../viz/index.ts';

const { link } = importanceSetting;
const read = (hash: string) => readParts(link, hash, initialImportance);

describe('the settings of importance in a link', () => {
  it('come back as they were written', () => {
    const settings = fc.record({
      measure: fc.constantFrom(...MEASURES),
      picked: fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme' }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(settings, (value) => {
        expect(read(writeParts(link, value, initialImportance))).toEqual({ value, leftOut: [] });
      }),
    );
  });

  it.each([
    ['importance.measure=shap', [{ key: 'importance.measure', text: 'shap' }]],
    ['importance.of=a,b,c', [{ key: 'importance.of', text: 'a,b,c' }]],
  ])('leave out %s', (hash, leftOut) => {
    expect(read(hash)).toEqual({ value: initialImportance, leftOut });
  });

  it.each([
    [[], 'a', ['a']],
    [['a'], 'b', ['a', 'b']],
    [['a', 'b'], 'c', ['b', 'c']],
    [['a', 'b'], 'a', ['b']],
  ])('with %j picked, a click on %s picks %j', (picked, name, expected) => {
    expect(togglePicked({ ...initialImportance, picked }, name).picked).toEqual(expected);
  });
});
