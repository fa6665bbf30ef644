import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delta } from '../../../analysis/index.ts';
import { createColumn, type RawCell } from '../../../history/index.ts';
import {
  describeDelta,
  describeP,
  describeSpread,
  distinctNumbers,
  distinctTexts,
} from '../../../src/page/compare/format.ts';

describe('numbers that are compared', () => {
  it.each([
    [
      [0.97, 0.96],
      ['0.97', '0.96'],
    ],
    [
      [1 / 3, 0.5],
      ['0.333333', '0.5'],
    ],
    [
      [0.12345678, 0.12345679],
      ['0.12345678', '0.12345679'],
    ],
    [
      [0.1 + 0.2, 0.3],
      ['0.30000000000000004', '0.3'],
    ],
    [
      [-1e-9, -1.0000001e-9],
      ['−1e−9', '−1.0000001e−9'],
    ],
    [
      [0.5, 0.5, NaN, Infinity, -Infinity],
      ['0.5', '0.5', 'NaN', '+∞', '−∞'],
    ],
  ])('%j are %j', (values, texts) => {
    expect(distinctNumbers(values)).toEqual(texts);
  });

  it('look the same only if they are the same', () => {
    const near = fc
      .double({ noNaN: true })
      .chain((value) => fc.constantFrom(1, 1 + 1e-15, 1 - 1e-9, 1.00001).map((factor) => value * factor));
    fc.assert(
      fc.property(fc.array(fc.oneof(near, fc.double()), { maxLength: 8 }), (values) => {
        const texts = distinctNumbers(values);
        for (const [i, a] of values.entries()) {
          for (const [j, b] of values.entries()) {
            const isSame = a === b || (Number.isNaN(a) && Number.isNaN(b));
            expect(texts[i] === texts[j]).toBe(isSame);
          }
        }
      }),
    );
  });

  it.each<[RawCell[], string[]]>([
    [
      [0.1, null, undefined, NaN],
      ['0.1', 'missing', 'not applicable', 'NaN'],
    ],
    [
      ['relu', 'tanh'],
      ['relu', 'tanh'],
    ],
  ])('cells %j are %j', (cells, texts) => {
    const column = createColumn({ name: 'a', role: 'metric', direction: 'max' }, cells);
    expect(
      distinctTexts(
        column,
        cells.map((_, row) => row),
      ),
    ).toEqual(texts);
  });
});

describe('differences in words', () => {
  const delta = (absolute: number | null, relative: number | null): Delta => ({
    absolute,
    relative,
    outcome: 'unknown',
  });

  it.each<[Delta, string]>([
    [delta(0.25, 0.5), '+0.25 (+50 %)'],
    [delta(-0.012345678, -0.0123456), '−0.01235 (−1.23 %)'],
    [delta(2, null), '+2'],
    [delta(null, null), ''],
    [delta(0, 0), '0 (0 %)'],
  ])('%j is %s', (given, text) => {
    expect(describeDelta(given)).toBe(text);
  });

  it.each([
    [{ n: 0, sd: NaN }, '–'],
    [{ n: 1, sd: NaN }, '0.5'],
    [{ n: 5, sd: 0.012345 }, '0.5 ± 0.012'],
    [{ n: 5, sd: 0 }, '0.5 ± 0'],
  ])('the spread %j is %s', (spread, text) => {
    expect(describeSpread(spread, '0.5')).toBe(text);
  });

  it.each([
    [0.0004, 'p < 0.001'],
    [0.001, 'p = 0.001'],
    [0.0499, 'p = 0.0499'],
    [0.04999, 'p = 0.04999'],
    [0.0501, 'p = 0.0501'],
    [0.3, 'p = 0.300'],
  ])('the probability %d is %s', (p, text) => {
    expect(describeP(p)).toBe(text);
  });
});
