import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareFamily,
  correctedTTest,
  defaultMargin,
  differenceProbabilities,
} from '../../../analysis/index.ts';
import { correlated } from '../../../fixtures/python/verdicts.json' with { type: 'json' };

describe('the probabilities of a difference', () => {
  it.each(correlated)("are SciPy's: %j", ({ differences, testShare, margin, p, better, equal, worse }) => {
    const test = correctedTTest(differences, testShare);
    expect(test.p).toBeCloseTo(p, 10);
    const found = differenceProbabilities(test, margin);
    expect(found.better).toBeCloseTo(better, 10);
    expect(found.equal).toBeCloseTo(equal, 10);
    expect(found.worse).toBeCloseTo(worse, 10);
  });

  it.each(correlated.filter(({ comparisons }) => [1, 3].includes(comparisons)))(
    'stand beside the simultaneous interval of the family: %j',
    ({ differences, testShare, margin, comparisons, interval }) => {
      const zeros = differences.map(() => 0);
      const contenders = [differences, zeros, ...(comparisons === 3 ? [differences] : [])].map(
        (scores, i) => ({ name: String(i), scores }),
      );
      // Of three configurations the first and third are the same: their pair is a comparison, too.
      const [verdict] = compareFamily(contenders, { testShare, margin }).verdicts;
      const isSwapped = verdict!.first === 1;
      const [low, high] = isSwapped ? [-interval[1]!, -interval[0]!] : interval;
      expect(verdict!.interval![0]).toBeCloseTo(low!, 8);
      expect(verdict!.interval![1]).toBeCloseTo(high!, 8);
    },
  );

  it('sum to 1, swap with the sign, and move to equality as the margin grows', () => {
    const differences = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: 2,
      maxLength: 12,
    });
    const margin = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(differences, margin, margin, (values, a, b) => {
        const test = correctedTTest(values, 0.5);
        const there = differenceProbabilities(test, Math.min(a, b));
        const back = differenceProbabilities({ ...test, difference: -test.difference }, Math.min(a, b));
        expect(there.better + there.equal + there.worse).toBeCloseTo(1, 12);
        expect(back.better).toBeCloseTo(there.worse, 12);
        expect(differenceProbabilities(test, Math.max(a, b)).equal).toBeGreaterThanOrEqual(
          there.equal - 1e-12,
        );
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [0.5, 0.1, { better: 1, equal: 0, worse: 0 }],
    [-0.5, 0.1, { better: 0, equal: 0, worse: 1 }],
    [0.1, 0.1, { better: 0, equal: 1, worse: 0 }],
  ])('of differences that are all %s are certain', (difference, margin, expected) => {
    expect(differenceProbabilities({ difference, standardError: 0, df: 2 }, margin)).toEqual(expected);
  });
});

describe('the default margin', () => {
  it.each([
    [true, [0.9, 0.8], 0.01],
    [false, [-250, -12.34, NaN], 0.12],
    [false, [NaN], 0],
    [false, [], 0],
  ])('of common scale %s with means %j is %s', (hasCommonScale, means, expected) => {
    expect(defaultMargin(hasCommonScale, means)).toBe(expected);
  });
});
