import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSetting, initialCompare, MODES } from '../../../src/page/compare/settings.ts';
import { readParts, writeParts } from '../../../viz/index.ts';

const { link } = compareSetting;
const read = (hash: string) => readParts(link, hash, initialCompare);

describe('the settings of Compare in a link', () => {
  it('come back as they were written', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' });
    const settings = fc.record({
      mode: fc.constantFrom(...MODES),
      baseline: fc.option(fc.record({ run: name, epoch: fc.option(fc.integer({ min: 0, max: 1e6 })) })),
      metric: fc.option(name),
    });
    fc.assert(
      fc.property(settings, (value) => {
        expect(read(writeParts(link, value, initialCompare))).toEqual({ value, leftOut: [] });
      }),
    );
  });

  it.each([
    ['compare.mode=all', [{ key: 'compare.mode', text: 'all' }]],
    ['compare.baseline=a@last', [{ key: 'compare.baseline', text: 'a@last' }]],
  ])('leave out %s', (hash, leftOut) => {
    expect(read(hash)).toEqual({ value: initialCompare, leftOut });
  });
});
