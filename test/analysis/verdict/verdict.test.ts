import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareToBest, correctedTTest, effectSize, holmAdjust } from '../../../analysis/index.ts';
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

describe('the size of an effect', () => {
  it.each([
    [0.1, 'negligible'],
    [-0.3, 'small'],
    [0.6, 'medium'],
    [4, 'large'],
  ])('of %s is %s', (effect, size) => expect(effectSize(effect)).toBe(size));
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

describe('a verdict', () => {
  const options = { testShare: 1 / 2 };

  it('is a tie where the interval holds zero', () => {
    const [verdict] = compareToBest(
      [
        { name: 'relu', scores: [0.9751, 0.9734, 0.97475] },
        { name: 'leaky_relu', scores: [0.97565, 0.9723, 0.97435] },
      ],
      options,
    );
    expect(verdict).toMatchObject({ better: 'relu', other: 'leaky_relu', outcome: 'tie' });
  });

  it('names the better one', () => {
    const [verdict] = compareToBest(
      [
        { name: 'sigmoid', scores: [0.9, 0.901, 0.899, 0.9, 0.902] },
        { name: 'relu', scores: [0.95, 0.951, 0.95, 0.949, 0.951] },
      ],
      options,
    );
    expect(verdict).toMatchObject({ better: 'relu', other: 'sigmoid', outcome: 'better' });
  });

  it('asks more of each comparison when there are more of them', () => {
    const relu = { name: 'relu', scores: [0.95, 0.951, 0.953] };
    const tanh = { name: 'tanh', scores: [0.93, 0.937, 0.935] };
    const [alone] = compareToBest([relu, tanh], options);
    const [among] = compareToBest([relu, tanh, { ...tanh, name: 'b' }, { ...tanh, name: 'c' }], options);
    expect(among!.test).toEqual(alone!.test);
    expect(among!.adjusted).toBeCloseTo(3 * alone!.adjusted, 12);
  });

  it('leaves failed folds out, and is unknown where too few are left', () => {
    const whole = { name: 'a', scores: [0.9, 0.8, 0.7] };
    const one = compareToBest([whole, { name: 'b', scores: [0.5, NaN, 0.4] }], options);
    expect(one[0]!.test!.pairs).toBe(2);
    const none = compareToBest([whole, { name: 'b', scores: [NaN, NaN, 0.4] }], options);
    expect(none[0]).toMatchObject({ outcome: 'unknown', test: null });
  });

  it.each([
    [[{ name: 'a', scores: [1, 2] }], 'a verdict needs two configurations, got 1'],
    [
      [
        { name: 'a', scores: [1, 2] },
        { name: 'b', scores: [1, 2, 3] },
      ],
      'b: expected 2 folds, got 3',
    ],
  ])('is refused with a sentence', (contenders, message) => {
    expect(() => compareToBest(contenders, options)).toThrow(message);
  });
});
