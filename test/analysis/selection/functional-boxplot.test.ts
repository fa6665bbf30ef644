import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { functionalBoxplot } from '../../../analysis/index.ts';
import { bandDepths } from '../../../analysis/selection/functional-boxplot.ts';

/** The definition of López-Pintado and Romo, curve by curve and pair by pair. */
function depthsByPairs(places: readonly (readonly number[])[], curves: readonly number[]): number[] {
  return curves.map((curve) => {
    let [inside, all] = [0, 0];
    for (const values of places) {
      for (const [at, one] of curves.entries()) {
        for (const other of curves.slice(at + 1)) {
          const [low, high] = [
            Math.min(values[one]!, values[other]!),
            Math.max(values[one]!, values[other]!),
          ];
          if (values[curve]! >= low && values[curve]! <= high) inside++;
          all++;
        }
      }
    }
    return inside / all;
  });
}

describe('the modified band depth', () => {
  it('is the share of pairs and places that enclose a curve, also with ties', () => {
    const curves = fc.integer({ min: 3, max: 12 }).chain((count) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 8 }), { minLength: count, maxLength: count }), {
        minLength: 1,
        maxLength: 5,
      }),
    );
    fc.assert(
      fc.property(curves, (places) => {
        const rows = Uint32Array.from(places[0]!.keys());
        const expected = depthsByPairs(places, [...rows]);
        for (const [at, depth] of bandDepths(places, rows).entries())
          expect(depth).toBeCloseTo(expected[at]!, 9);
      }),
    );
  });
});

/** Nine level curves, one of which is far from the others at the second place. */
const places = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8],
  [0, 1, 2, 3, 4, 5, 6, 7, 90],
  [0, 1, 2, 3, 4, 5, 6, 7, 8],
];
const rows = Uint32Array.from(places[0]!.keys());

describe('a functional box plot', () => {
  it('has the deepest curve as its median, the deeper half as its box, and curves far from it as outliers', () => {
    const found = functionalBoxplot(places, rows)!;
    expect(found).toMatchObject({ median: 4, count: 9, outliers: Uint32Array.of(8) });
    expect([found.low, found.high].map((ends) => [...ends])).toEqual([
      [2, 2, 2],
      [6, 6, 6],
    ]);
    expect([found.lowest, found.highest].map((ends) => [...ends])).toEqual([
      [0, 0, 0],
      [7, 7, 7],
    ]);
  });

  it('is that of the given rows, without those that lack a value', () => {
    const gap = [places[0]!, places[1]!.with(4, NaN), places[2]!];
    const found = functionalBoxplot(gap, rows.subarray(2, 7))!;
    expect(found.count).toBe(4);
    expect([...found.outliers]).toEqual([]);
    expect(found.median).not.toBe(4);
  });

  it('takes at least three curves', () => {
    expect(functionalBoxplot(places, rows.subarray(0, 2))).toBeNull();
    expect(functionalBoxplot([], rows)).toBeNull();
  });
});
