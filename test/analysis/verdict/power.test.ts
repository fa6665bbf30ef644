import { randomLcg, randomNormal } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFamily, decisionPower, moreReplicates, type PowerInput } from '../../../analysis/index.ts';
import { power } from '../../../fixtures/python/verdicts.json' with { type: 'json' };

const SETUP: PowerInput = { difference: 0.02, stdDev: 0.03, pairs: 6, testShare: 0, margin: 0, level: 0.05 };

describe('the power of a comparison', () => {
  it.each(power)("is SciPy's without a margin: %j", ({ power: expected, ...setup }) => {
    expect(decisionPower({ ...setup, margin: 0 })).toBeCloseTo(expected, 4);
  });

  it.each([
    ['a difference beyond the margin', { difference: 0.05, margin: 0.01 }],
    ['a difference within the margin', { difference: 0.01, margin: 0.05, pairs: 8 }],
    ['a difference at the margin', { margin: 0.02 }],
    ['no difference', { difference: 0, margin: 0.03, pairs: 12 }],
    ['few pairs', { difference: 0.1, margin: 0.01, pairs: 3 }],
    ['overlapping training sets', { difference: 0.06, margin: 0.01, pairs: 5, testShare: 1 / 4 }],
  ])('is the share of decided verdicts in a simulation of %s', (_, given) => {
    const setup = { ...SETUP, ...given };
    const normal = randomNormal.source(randomLcg(0.7))();
    const { difference, stdDev, pairs, testShare, margin } = setup;
    // Folds correlate by ρ with ρ/(1 − ρ) = n₂/n₁; the variance of each about the common part is stdDev².
    const searches = 4000;
    let decided = 0;
    for (let i = 0; i < searches; i++) {
      const common = Math.sqrt(testShare) * stdDev * normal();
      const scores = Array.from({ length: pairs }, () => difference + common + stdDev * normal());
      const zeros = scores.map(() => 0);
      const { verdicts } = compareFamily(
        [
          { name: 'a', scores },
          { name: 'b', scores: zeros },
        ],
        { testShare, margin },
      );
      decided += Number(verdicts[0]!.outcome !== 'undecided');
    }
    const expected = decisionPower(setup);
    const error = Math.sqrt((expected * (1 - expected)) / searches);
    expect(Math.abs(decided / searches - expected)).toBeLessThan(4 * error + 1e-4);
  });

  it('does not depend on the sign of the difference, and is that of a decision', () => {
    const amount = fc.double({ min: 0.001, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        fc.integer({ min: 2, max: 40 }),
        (difference, stdDev, margin, pairs) => {
          const setup = { ...SETUP, difference, stdDev, margin, pairs };
          const found = decisionPower(setup);
          expect(found).toBeGreaterThanOrEqual(0);
          expect(found).toBeLessThanOrEqual(1 + 1e-9);
          expect(decisionPower({ ...setup, difference: -difference })).toBeCloseTo(found, 10);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the number of replicates that would decide', () => {
  const test = { difference: 0.02, standardError: 0.03 / Math.sqrt(6), pairs: 6 };
  const options = { testShare: 0, margin: 0, level: 0.05, step: 1 };

  it('is the smallest with a power of 80 %', () => {
    const more = moreReplicates(test, options)!;
    expect(decisionPower({ ...SETUP, pairs: 6 + more })).toBeGreaterThanOrEqual(0.8);
    expect(decisionPower({ ...SETUP, pairs: 5 + more })).toBeLessThan(0.8);
  });

  it('is smaller if a replicate adds several pairs, and larger in a larger family', () => {
    const one = moreReplicates(test, options)!;
    expect(moreReplicates(test, { ...options, step: 3 })).toBe(Math.ceil(one / 3));
    expect(moreReplicates(test, { ...options, level: 0.05 / 28 })).toBeGreaterThan(one);
  });

  it.each([
    ['a difference at the margin', { margin: 0.02 }],
    ['training sets whose overlap limits the interval', { testShare: 1 / 2 }],
  ])('is null for %s', (_, given) => {
    expect(moreReplicates(test, { ...options, ...given })).toBeNull();
  });
});
