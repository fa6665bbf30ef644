import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenIndices, sampleRows } from '../../analysis/index.ts';

describe('sampling', () => {
  it.each([
    { length: 5, size: 9, expected: [0, 1, 2, 3, 4] },
    { length: 6, size: 3, expected: [0, 2, 4] },
    { length: 0, size: 3, expected: [] },
  ])('takes $expected of $length indices', ({ length, size, expected }) => {
    expect([...evenIndices(length, size)]).toEqual(expected);
  });

  it('takes as many as asked for, ascending, with gaps that differ by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5000 }), fc.integer({ min: 2, max: 500 }), (length, size) => {
        const indices = [...evenIndices(length, size)];
        expect(indices).toHaveLength(Math.min(length, size));
        const gaps = indices.slice(1).map((index, at) => index - indices[at]!);
        expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
        expect(indices.at(-1)).toBeLessThan(length);
      }),
    );
  });

  it('returns rows themselves where there are few', () => {
    const rows = Uint32Array.of(7, 3);
    expect(sampleRows(rows, 2)).toBe(rows);
    expect([...sampleRows(Uint32Array.of(9, 8, 7, 6), 2)]).toEqual([9, 7]);
  });
});
