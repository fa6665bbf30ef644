import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellMeans, conditionalMeans, groupRows } from '../../../analysis/importance/index.ts';
import type { NumberColumn } from '../../../history/index.ts';
import { columnOf } from '../../viz/make.ts';

const numbers = (cells: readonly (number | null)[]) => columnOf(cells, 'y') as NumberColumn;
const rowsTo = (length: number) => Uint32Array.from({ length }, (_, row) => row);

describe('groups of a parameter', () => {
  it.each([
    [
      'each number',
      [3, 1, 3],
      [
        { kind: 'range', low: 1, high: 1 },
        { kind: 'range', low: 3, high: 3 },
      ],
      [1, 0, 1],
    ],
    [
      'categories',
      ['b', 'a', 'b'],
      [
        { kind: 'category', category: 'b' },
        { kind: 'category', category: 'a' },
      ],
      [0, 1, 0],
    ],
    [
      'values that are no numbers last',
      [null, NaN, Infinity, -Infinity, undefined, 7],
      [
        { kind: 'range', low: 7, high: 7 },
        ...['-Infinity', 'Infinity', 'NaN', 'missing', 'not applicable'].map((value) => ({
          kind: 'special',
          value,
        })),
      ],
      [4, 3, 2, 1, 5, 0],
    ],
  ])('are %s', (_, cells, groups, codes) => {
    const found = groupRows(columnOf(cells), rowsTo(cells.length), 8);
    expect(found.groups).toEqual(groups);
    expect([...found.codes]).toEqual(codes);
  });

  it('hold every row, are at most as many as asked, and never separate equal numbers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (cells, max) => {
          const { groups, codes } = groupRows(columnOf(cells), rowsTo(cells.length), max);
          expect(groups.length).toBeLessThanOrEqual(max);
          for (const [row, value] of cells.entries()) {
            const inside = groups.filter(
              (each) => each.kind === 'range' && each.low <= value && value <= each.high,
            );
            expect(inside).toEqual([groups[codes[row]!]]);
          }
        },
      ),
    );
  });
});

describe('conditional means', () => {
  it('have the interval of Student’s t', () => {
    // For 1, 2, 3: mean 2, standard error 1/√3, t(0.975, 2) = 4.3027.
    const [only] = conditionalMeans(columnOf([5, 5, 5]), numbers([1, 2, 3]), rowsTo(3));
    expect(only).toMatchObject({ count: 3, mean: 2 });
    expect(only!.high).toBeCloseTo(2 + 4.3027 / Math.sqrt(3), 3);
    expect(only!.low).toBeCloseTo(2 - 4.3027 / Math.sqrt(3), 3);
  });

  it('know no end of the interval of a single row, and leave out rows without an objective', () => {
    const found = conditionalMeans(columnOf(['a', 'b', 'a']), numbers([1, null, NaN]), rowsTo(3));
    expect(found).toEqual([
      { group: { kind: 'category', category: 'a' }, count: 1, mean: 1, low: -Infinity, high: Infinity },
    ]);
  });
});

describe('means by two parameters', () => {
  it('count each cell, and leave empty ones empty', () => {
    const across = columnOf([1, 2, 1, 2]);
    const down = columnOf(['a', 'a', 'a', 'b']);
    const { means, counts } = cellMeans(across, down, numbers([1, 5, 3, 7]), rowsTo(4));
    expect([...means]).toEqual([2, 5, NaN, 7]);
    expect([...counts]).toEqual([2, 1, 0, 1]);
  });
});
