import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { welchTest } from '../../../analysis/verdict/welch.ts';
import cases from '../../../fixtures/python/welch.json' with { type: 'json' };

describe("Welch's test", () => {
  const isClose = (a: number, b: number) => Math.abs(a - b) <= 1e-7 * Math.abs(b);

  it.each(cases.map((each) => [each.first.length, each.second.length, each] as const))(
    "of %i and %i values is SciPy's",
    (_n, _m, { first, second, t, df, p, interval }) => {
      const found = welchTest(first, second);
      expect(found.t).toSatisfy((value: number) => isClose(value, t));
      expect(found.df).toSatisfy((value: number) => isClose(value, df));
      expect(found.p).toSatisfy((value: number) => isClose(value, p));
      for (const end of [0, 1] as const) {
        expect(found.interval[end]).toSatisfy((value: number) => isClose(value, interval[end]!));
      }
    },
  );

  it.each([
    [[1, 1], [1, 1, 1], { difference: 0, p: 1, interval: [0, 0] }],
    [[0.1, 0.1, 0.1], [0.1, 0.1], { difference: 0, p: 1 }],
    [[2, 2], [1, 1], { difference: 1, t: Infinity, p: 0, df: 2 }],
  ])('of %j and %j, which do not vary', (first, second, expected) => {
    expect(welchTest(first, second)).toMatchObject(expected);
  });

  it('changes only its sign if the samples change places', () => {
    const sample = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const [forth, back] = [welchTest(first, second), welchTest(second, first)];
        expect(back.difference).toBe(0 - forth.difference);
        expect(back.p).toBeCloseTo(forth.p, 10);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [[1], [1, 2]],
    [[1, 2], []],
  ])('refuses %j and %j', (first, second) => {
    expect(() => welchTest(first, second)).toThrow(/needs two or more values a sample, got [01]/);
  });
});
