import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facetsOf, MAX_FACETS, splitRows } from '../../../viz/core/rows/facets.ts';
import { columnOf } from '../make.ts';

const allRows = (length: number) => Uint32Array.from({ length }, (_, row) => row);

describe('the facets of a column', () => {
  it.each<[string, Parameters<typeof columnOf>[0], string[]]>([
    ['categories, the most frequent first', ['tanh', 'relu', 'relu'], ['relu', 'tanh']],
    ['equally frequent numbers in ascending order', [10, 2, 10, 2, 1], ['2', '10', '1']],
    [
      'five kinds of absence apart',
      [1, 1, 1, NaN, NaN, null, undefined, Infinity, -Infinity],
      ['1', 'NaN', 'missing', 'not applicable', '+∞', '−∞'],
    ],
    ['a category called like the rest', ['others', 'a', 'a'], ['a', 'others']],
  ])('are %s', (_, cells, names) => {
    const { all } = facetsOf(columnOf(cells), allRows(cells.length));
    expect(all).toEqual(names.map((name) => ({ name, values: 1 })));
  });

  it('are at most twelve, the last of which has all other values', () => {
    // Value n occurs n times.
    const cells = Array.from({ length: 15 }, (_, index) => Array<number>(index + 1).fill(index + 1)).flat();
    const facets = facetsOf(columnOf(cells), allRows(cells.length));
    expect(facets.all.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 11 }, (_, index) => String(15 - index)),
      'others',
    ]);
    expect(facets.all.at(-1)!.values).toBe(4);
    const last = splitRows(allRows(cells.length), facets).at(-1)!;
    expect(Array.from(last, (row) => cells[row])).toEqual([1, 2, 2, 3, 3, 3, 4, 4, 4, 4]);
  });

  it('are counted among the given rows only', () => {
    const facets = facetsOf(columnOf(['a', 'a', 'b', 'c']), Uint32Array.of(2, 3));
    expect(facets.all.map(({ name }) => name)).toEqual(['b', 'c']);
  });

  it('hold each row once, with all rows of the same value', () => {
    const cell = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(null, undefined, NaN));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 1 }), (given) => {
        const cells = given.map(([value]) => value);
        const rows = allRows(cells.length).filter((row) => given[row]![1]);
        const facets = facetsOf(columnOf(cells), rows);
        const parts = splitRows(rows, facets);
        expect(parts.length).toBeLessThanOrEqual(MAX_FACETS);
        expect(parts.flatMap((part) => [...part]).sort((a, b) => a - b)).toEqual([...rows]);
        for (const [index, part] of parts.entries()) {
          const distinct = new Set(Array.from(part, (row) => String(cells[row])));
          expect(distinct.size).toBe(facets.all[index]!.values);
          expect([...part]).toEqual(Array.from(part).sort((a, b) => a - b));
        }
      }),
    );
  });
});
