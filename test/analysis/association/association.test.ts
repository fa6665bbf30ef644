import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { association, rankByAssociation } from '../../../analysis/index.ts';
import type { Column } from '../../../history/index.ts';

const head = { name: 'x', role: 'metric', direction: 'none', absence: null } as const;
const numbers = (values: readonly number[]): Column => ({
  ...head,
  kind: 'number',
  values: Float64Array.from(values),
});
const words = (codes: readonly number[]): Column => ({
  ...head,
  kind: 'category',
  codes: Uint32Array.from(codes),
  categories: ['a', 'b', 'c'],
});
const rowsOf = (length: number) => Uint32Array.from({ length }, (_, row) => row);

describe('association', () => {
  it.each<[string, Column, Column, 'ρ' | 'η', number]>([
    ['rises with, however curved', numbers([1, 2, 3, 4]), numbers([1, 10, 100, 1e9]), 'ρ', 1],
    ['falls with', numbers([1, 2, 3, 4]), numbers([0, -1, -5, -6]), 'ρ', -1],
    // Ranks 1 2.5 2.5 4 and 1 2 3 4: covariance 4.5, variances 4.5 and 5.
    ['has ties with', numbers([1, 2, 2, 3]), numbers([1, 2, 3, 4]), 'ρ', 4.5 / Math.sqrt(4.5 * 5)],
    ['is unrelated to', numbers([1, 2, 3, 4]), numbers([2, 4, 1, 3]), 'ρ', 0],
    ['depends on the category of', words([0, 0, 1, 1]), numbers([5, 5, 7, 7]), 'η', 1],
    // Ranks 1..4 in groups {1, 2} and {3, 4}: 4 of a variance of 5 lies between.
    ['depends in part on', numbers([1, 2, 3, 4]), words([0, 0, 1, 1]), 'η', Math.sqrt(4 / 5)],
  ])('finds what %s the other', (_, a, b, kind, value) => {
    const found = association(a, b, rowsOf(4))!;
    expect(found).toMatchObject({ kind, count: 4 });
    expect(found.value).toBeCloseTo(value, 12);
  });

  it.each<[string, Column, Column]>([
    ['constants', numbers([1, 1, 1, 1]), numbers([1, 2, 3, 4])],
    ['two columns of words', words([0, 1, 2, 0]), words([0, 1, 2, 0])],
    ['one category', words([1, 1, 1, 1]), numbers([1, 2, 3, 4])],
    ['two rows with both values', numbers([1, NaN, 3, Infinity]), numbers([1, 2, 3, 4])],
  ])('says nothing of %s', (_, a, b) => {
    expect(association(a, b, rowsOf(4))).toBeNull();
  });

  it('is the same from both sides, and turns with one of them', () => {
    const cell = fc.double({ noNaN: true, min: -5, max: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 3, maxLength: 30 }), (cells) => {
        const x = numbers(cells.map(([value]) => value));
        const y = numbers(cells.map(([, value]) => value));
        const turned = numbers(cells.map(([, value]) => -value));
        const found = association(x, y, rowsOf(cells.length));
        expect(association(y, x, rowsOf(cells.length))?.value).toBe(found?.value);
        const opposite = association(x, turned, rowsOf(cells.length));
        if (found === null) expect(opposite).toBeNull();
        else expect(opposite!.value).toBeCloseTo(-found.value, 12);
      }),
    );
  });
});

describe('rankByAssociation', () => {
  it('ranks columns by the size of their association, unknown ones first', () => {
    const columns = new Map([
      ['strong', numbers([4, 3, 2, 1])],
      ['constant', numbers([1, 1, 1, 1])],
      ['weak', numbers([2, 4, 1, 3])],
    ]);
    const ranked = rankByAssociation([...columns.keys()], numbers([1, 2, 3, 4]), columns, rowsOf(4));
    expect(ranked).toEqual([
      { name: 'constant', found: null },
      { name: 'weak', found: { kind: 'ρ', value: 0, count: 4 } },
      { name: 'strong', found: { kind: 'ρ', value: -1, count: 4 } },
    ]);
  });
});
