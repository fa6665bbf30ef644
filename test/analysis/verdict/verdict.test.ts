import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFamily, correctedTTest, holmAdjust, type Contender } from '../../../analysis/index.ts';
import { studentQuantile, twoSidedProbability } from '../../../analysis/verdict/student-t.ts';

type StudentCase =
  | { readonly df: number; readonly t: number; readonly two_sided: number }
  | { readonly df: number; readonly p: number; readonly quantile: number };

describe("Student's t", () => {
  const file = new URL('../../../fixtures/sklearn/student-t.json', import.meta.url);
  const cases = JSON.parse(readFileSync(file, 'utf8')) as StudentCase[];
  /** SciPy's own quantiles are true to eight digits. */
  const isClose = (a: number, b: number) => Math.abs(a - b) <= 2e-8 * Math.abs(b);

  it.each(cases)("is SciPy's: %j", (example) => {
    if ('t' in example) {
      const { t, df, two_sided } = example;
      expect(twoSidedProbability(t, df)).toSatisfy(
        (p: number) => Math.abs(p - two_sided) <= 1e-11 * two_sided,
      );
      expect(twoSidedProbability(-t, df)).toBe(twoSidedProbability(t, df));
    } else {
      const { p, df, quantile } = example;
      const found = studentQuantile(1 - p, df);
      expect(found).toSatisfy((value: number) => isClose(value, quantile));
      expect(twoSidedProbability(found, df)).toBeCloseTo(2 * (1 - p), 13);
    }
  });

  it('is certain at 0 and impossible at infinity', () => {
    expect([twoSidedProbability(0, 3), twoSidedProbability(Infinity, 3)]).toEqual([1, 0]);
    expect(twoSidedProbability(NaN, 3)).toBeNaN();
  });
});

describe('the corrected t-test', () => {
  it('is the formula, by hand', () => {
    // Mean 0.02, sample variance 0.0001, three folds: t = 0.02 / sqrt((1/3 + 1/2) * 0.0001).
    const { difference, t, df, p, effect, interval } = correctedTTest([0.01, 0.02, 0.03], 1 / 2);
    expect(difference).toBeCloseTo(0.02, 12);
    expect(t).toBeCloseTo(0.02 / Math.sqrt((5 / 6) * 1e-4), 10);
    expect(df).toBe(2);
    expect(effect).toBeCloseTo(2, 10);
    expect(p).toBeCloseTo(twoSidedProbability(t, 2), 12);
    // 4.302653 is the tabulated 97.5 % quantile with two degrees of freedom.
    expect(interval[1] - difference).toBeCloseTo(4.302653 * Math.sqrt((5 / 6) * 1e-4), 7);
  });

  it('is surer of the same differences where the training sets overlap less', () => {
    const differences = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(differences, (values) => {
        const corrected = correctedTTest(values, 1 / (values.length - 1) || 1);
        const plain = correctedTTest(values, 0);
        expect(corrected.p).toBeGreaterThanOrEqual(plain.p);
        expect(
          correctedTTest(
            values.map((value) => -value),
            0,
          ).p,
        ).toBeCloseTo(plain.p, 10);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [[0, 0, 0], { p: 1, effect: 0 }],
    [[0.5, 0.5, 0.5], { p: 0, effect: Infinity }],
  ])('knows differences that do not vary: %j', (differences, expected) => {
    expect(correctedTTest(differences, 0.5)).toMatchObject(expected);
  });

  it.each([
    [[1e-323, -5e-324], { t: expect.closeTo(1 / 3, 10) as number }],
    [[1e-200, -1e-200], { difference: 0, p: 1, effect: 0 }],
  ])('knows differences whose squares are too small for a number: %j', (differences, expected) => {
    expect(correctedTTest(differences, 0)).toMatchObject(expected);
  });

  it('needs two folds', () => {
    expect(() => correctedTTest([0.1], 0.5)).toThrow('two or more folds, got 1');
  });
});

describe("Holm's adjustment", () => {
  it.each([
    [
      [0.01, 0.04, 0.03],
      [0.03, 0.06, 0.06],
    ],
    [[0.5], [0.5]],
    [
      [0.9, 0.8, 0.7],
      [1, 1, 1],
    ],
    [
      [NaN, 0.02, 0.03],
      [NaN, 0.04, 0.04],
    ],
  ])('of %j is %j', (given, expected) => {
    expect(holmAdjust(given).map((value) => Number(value.toFixed(12)))).toEqual(expected);
  });
});

const differences = (count: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: count, maxLength: count });
const contenders = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 10 }))
  .chain(([count, folds]) => fc.array(differences(folds), { minLength: count, maxLength: count }))
  .map((all) => all.map((scores, i): Contender => ({ name: String(i), scores })));

describe('a family of verdicts', () => {
  const options = { testShare: 1 / 2, margin: 0 };
  const relu = { name: 'relu', scores: [0.95, 0.951, 0.953] };
  const tanh = { name: 'tanh', scores: [0.93, 0.937, 0.935] };

  it.each([
    ['above the margin', 0.001, 'better'],
    ['on both sides of the margin', 0.05, 'undecided'],
    ['within the margin', 0.06, 'equal'],
  ])('is decided by whether the interval lies %s', (_, margin, outcome) => {
    // The interval of the difference is 0.05 ± 0.0013: t = 2.776, s = 0.0007, √(1/5 + 1/4).
    const sigmoid = { name: 'sigmoid', scores: [0.9, 0.93, 0.87, 0.92, 0.88] };
    const best = { name: 'relu', scores: [0.95, 0.981, 0.919, 0.97, 0.93] };
    expect(compareFamily([sigmoid, best], { testShare: 1 / 4, margin })).toMatchObject({
      best: 1,
      comparisons: 1,
      verdicts: [{ first: 1, second: 0, outcome }],
    });
  });

  it('never calls ignorance equality: wide intervals are undecided', () => {
    const [verdict] = compareFamily(
      [
        { name: 'a', scores: [0.9, 0.1, 0.6] },
        { name: 'b', scores: [0.1, 0.8, 0.4] },
      ],
      { ...options, margin: 0.01 },
    ).verdicts;
    expect(verdict!.outcome).toBe('undecided');
  });

  it('compares all pairs, or each with the baseline, and adjusts for their number', () => {
    const four = [relu, tanh, { ...tanh, name: 'b' }, { ...tanh, name: 'c' }];
    const [alone] = compareFamily([relu, tanh], options).verdicts;
    const all = compareFamily(four, options);
    expect(all.verdicts.map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(all.verdicts[0]!.test).toEqual(alone!.test);
    expect(all.verdicts[0]!.adjusted).toBeCloseTo(6 * alone!.adjusted, 12);
    const withTanh = compareFamily(four, { ...options, baseline: 1 });
    expect(withTanh.comparisons).toBe(3);
    expect(withTanh.verdicts[0]!.adjusted).toBeCloseTo(3 * alone!.adjusted, 12);
    expect(withTanh.verdicts.map(({ first, second }) => [first, second].toSorted())).toEqual([
      [0, 1],
      [1, 2],
      [1, 3],
    ]);
  });

  it('has p-values and intervals that agree, and are no narrower than those of a single test', () => {
    fc.assert(
      fc.property(contenders, (all) => {
        for (const { test, interval, adjusted, differences: values } of compareFamily(all, options)
          .verdicts) {
          const [low, high] = interval!;
          expect(adjusted).toBeGreaterThanOrEqual(test!.p);
          const rounding = 1e-12 * test!.standardError;
          expect(high).toBeGreaterThanOrEqual(test!.interval[1] - rounding);
          expect(low <= test!.interval[0] + rounding || low === 0).toBe(true);
          if (test!.standardError > 0) expect(low >= 0).toBe(adjusted < 0.05);
          expect(values).toHaveLength(all[0]!.scores.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of the configurations', () => {
    fc.assert(
      fc.property(contenders, (all) => {
        const there = compareFamily(all, options).verdicts;
        const last = all.length - 1;
        const back = compareFamily(all.toReversed(), options).verdicts;
        for (const verdict of there.filter(({ test }) => test!.difference !== 0)) {
          const same = back.find(
            ({ first, second }) => last - first === verdict.first && last - second === verdict.second,
          )!;
          expect(same.outcome).toBe(verdict.outcome);
          expect(same.adjusted).toBeCloseTo(verdict.adjusted, 12);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has fewer better and more equal ones the larger the margin', () => {
    fc.assert(
      fc.property(
        contenders,
        fc.tuple(fc.double({ min: 0, max: 2, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true })),
        (all, margins) => {
          const [small, large] = [...margins]
            .sort((a, b) => a - b)
            .map((margin) => compareFamily(all, { ...options, margin }).verdicts);
          for (const [i, { outcome }] of small!.entries()) {
            if (outcome === 'equal') expect(large![i]!.outcome).toBe('equal');
            if (large![i]!.outcome === 'better') expect(outcome).toBe('better');
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves failed folds out, and does not compare where too few are left', () => {
    const whole = { name: 'a', scores: [0.9, 0.8, 0.7] };
    const one = compareFamily([whole, { name: 'b', scores: [0.5, NaN, 0.4] }], options);
    expect(one.verdicts[0]!.test!.pairs).toBe(2);
    const none = compareFamily([whole, { name: 'b', scores: [NaN, -Infinity, 0.4] }, tanh], options);
    expect(none).toMatchObject({
      comparisons: 1,
      verdicts: [
        { outcome: 'untested', test: null, interval: null, adjusted: NaN },
        { outcome: expect.any(String) as string },
        { outcome: 'untested' },
      ],
    });
  });

  it('knows identical scores: equal at any margin', () => {
    const [verdict] = compareFamily([relu, { ...relu, name: 'twin' }], options).verdicts;
    expect(verdict).toMatchObject({
      outcome: 'equal',
      adjusted: 1,
      interval: [0, 0],
      probabilities: { equal: 1 },
    });
  });

  it('compares two that were repeated by all their folds, and others by the folds that both have', () => {
    const more = [0.94, 0.952, 0.949];
    const longer = [
      { ...relu, scores: [...relu.scores, ...more] },
      { ...tanh, scores: [...tanh.scores, ...more] },
      { name: 'elu', scores: [0.96, 0.95, 0.95] },
    ];
    const { best, verdicts } = compareFamily(longer, options);
    expect(best, 'by the folds that all have').toBe(2);
    expect(verdicts.map(({ differences }) => differences.length)).toEqual([6, 3, 3]);
    const alone = compareFamily(longer.slice(0, 2), options).verdicts[0]!;
    expect(verdicts[0]!.test).toEqual(alone.test);
  });

  it.each([
    [[{ name: 'a', scores: [1, 2] }], options, 'a verdict needs two configurations, got 1'],
    [
      [
        { name: 'a', scores: [1, 2] },
        { name: 'b', scores: [] },
      ],
      options,
      'b: expected the scores of one or more folds, got none',
    ],
    [[relu, tanh], { ...options, margin: -1 }, 'margin: expected a number of 0 or more, got -1'],
    [[relu, tanh], { ...options, baseline: 2 }, 'baseline: expected an index below 2, got 2'],
  ])('is refused with a sentence', (all, given, message) => {
    expect(() => compareFamily(all, given)).toThrow(message);
  });
});
