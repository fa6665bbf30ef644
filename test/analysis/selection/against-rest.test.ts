import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectionAgainstRest } from '../../../analysis/index.ts';
import { createRandom } from '../../../analysis/importance/random.ts';
import type { Column } from '../../../history/index.ts';
import { columnOf } from '../../viz/make.ts';

const rowsOf = (length: number) => Uint32Array.from({ length }, (_, row) => row);

function against(columns: Column[], selection: number[], length: number) {
  return selectionAgainstRest({ columns, rows: rowsOf(length), selection: Uint32Array.from(selection) });
}

describe('a selection against the rest', () => {
  it('has the most different column first, with medians, shift and shares', () => {
    const x = columnOf([1, 2, 3, 4, 5, 6, 7, 8], 'x');
    const mixed = columnOf([1, 5, 2, 6, 4, 3, 8, null], 'mixed');
    const net = columnOf(['a', 'a', 'a', 'b', 'b', 'b', 'b', 'a'], 'net');
    const found = against([mixed, net, x], [0, 1, 2, 3], 8);
    expect(found.map(({ column }) => column)).toEqual(['x', 'mixed', 'net']);
    expect(found[0]).toMatchObject({ distance: 1, shift: -1, selectedMedian: 2.5, otherMedian: 6.5 });
    expect(found[1]).toMatchObject({ selected: 4, others: 3 });
    expect(found[2]).toMatchObject({ distance: 0.5, category: 'a', selectedShare: 0.75, otherShare: 0.25 });
  });

  it.each<[string, Column, number[]]>([
    ['has one value', columnOf([1, 1, 1, 1]), [0]],
    ['has one category', columnOf(['a', 'a', null, 'a']), [0]],
    ['has no value among the selected rows', columnOf([null, NaN, 3, 4]), [0, 1]],
    ['has no other rows', columnOf([1, 2, 3, 4]), [0, 1, 2, 3]],
    ['has no selected rows', columnOf([1, 2, 3, 4]), []],
  ])('leaves out a column that %s', (_, column, selection) => {
    expect(against([column], selection, 4)).toEqual([]);
  });

  it('is symmetric: the distance stays and the shift changes its sign', () => {
    const cells = fc.array(
      fc.tuple(fc.integer({ min: -5, max: 5 }), fc.constantFrom('a', 'b', 'c'), fc.boolean()),
    );
    fc.assert(
      fc.property(cells, (list) => {
        const columns = [
          columnOf(
            list.map(([n]) => n),
            'n',
          ),
          columnOf(
            list.map(([, w]) => w),
            'w',
          ),
        ];
        const [inside, outside] = [true, false].map((side) =>
          [...rowsOf(list.length)].filter((row) => list[row]![2] === side),
        );
        const byName = (selection: number[]) =>
          new Map(against(columns, selection, list.length).map((each) => [each.column, each]));
        const [one, two] = [byName(inside!), byName(outside!)];
        expect([...one.keys()].sort()).toEqual([...two.keys()].sort());
        for (const [name, each] of one) {
          const other = two.get(name)!;
          expect(other.distance).toBeCloseTo(each.distance, 12);
          expect(other.p).toBeCloseTo(each.p, 9);
          if (each.kind === 'number' && other.kind === 'number')
            expect(other.shift).toBeCloseTo(-each.shift, 12);
        }
      }),
    );
  });

  it('finds at most about 5 % of columns of random numbers and categories different', () => {
    const random = createRandom(6);
    const length = 120;
    let [numbers, categories] = [0, 0];
    for (let i = 0; i < 400; i++) {
      const n = columnOf(
        Array.from({ length }, () => random()),
        'n',
      );
      const w = columnOf(
        Array.from({ length }, () => 'abcd'[Math.floor(4 * random())]!),
        'w',
      );
      for (const { kind, p } of against(
        [n, w],
        [...rowsOf(length)].filter(() => random() < 0.4),
        length,
      )) {
        if (p > 0.05) continue;
        if (kind === 'number') numbers++;
        else categories++;
      }
    }
    expect(numbers / 400).toBeLessThan(0.08);
    expect(categories / 400).toBeLessThan(0.08);
    expect(categories / 400).toBeGreaterThan(0.02);
  });

  // The median of χ² with 2 degrees of freedom is 2 ln 2; p = exp(−χ²/2).
  it('has the p of χ² for categories', () => {
    const selection = [...rowsOf(60)].filter((row) => row % 2 === 0);
    const cells = Array.from({ length: 60 }, (_, row) =>
      row % 2 === 0 ? 'aaabbbbccc'[(row / 2) % 10]! : 'abbbbccccc'[((row - 1) / 2) % 10]!,
    );
    // Selected 9, 12, 9; others 3, 12, 15: χ² = 3 + 0 + 1.5.
    expect(against([columnOf(cells)], selection, 60)[0]!.p).toBeCloseTo(Math.exp(-4.5 / 2), 2);
  });
});
