import { describe, expect, it } from 'vitest';
import { mcNemarOutcome, mcNemarTest } from '../../../analysis/index.ts';
import { mcnemar } from '../../../fixtures/python/verdicts.json' with { type: 'json' };

/** Correctness of two networks: rows that both, only the first, only the second, and neither get right. */
function rows(both: number, onlyFirst: number, onlySecond: number, neither: number) {
  const repeat = (count: number, value: number) => Array.from({ length: count }, () => value);
  const first = [
    ...repeat(both, 1),
    ...repeat(onlyFirst, 1),
    ...repeat(onlySecond, 0),
    ...repeat(neither, 0),
  ];
  const second = [
    ...repeat(both, 1),
    ...repeat(onlyFirst, 0),
    ...repeat(onlySecond, 1),
    ...repeat(neither, 0),
  ];
  return [first, second] as const;
}

describe("McNemar's test", () => {
  it.each(mcnemar)("is SciPy's: %j", ({ onlyFirst, onlySecond, exact, midP }) => {
    const found = mcNemarTest(...rows(30, onlyFirst, onlySecond, 7));
    expect(found).toMatchObject({ onlyFirst, onlySecond });
    expect(found.difference).toBeCloseTo((onlyFirst - onlySecond) / (37 + onlyFirst + onlySecond), 12);
    expect(found.exact).toBeCloseTo(exact, 10);
    expect(found.midP).toBeCloseTo(midP, 10);
    expect(found.midP).toBeLessThanOrEqual(found.exact);
  });

  it('is the binomial distribution by hand: 1 of 6 rows', () => {
    // 2 · (1 + 6)/64, and half of the 6/64 · 2 less.
    const { exact, midP } = mcNemarTest(...rows(1, 5, 1, 1));
    expect(exact).toBeCloseTo(14 / 64, 12);
    expect(midP).toBeCloseTo(8 / 64, 12);
  });

  it('changes only its sign if the networks change places', () => {
    const [first, second] = rows(3, 9, 3, 2);
    const [there, back] = [mcNemarTest(first, second), mcNemarTest(second, first)];
    const [low, high] = there.interval;
    const interval = [-high, -low];
    expect(back).toEqual({ ...there, onlyFirst: 3, onlySecond: 9, difference: -there.difference, interval });
  });

  it('has the interval of Bonett and Price, by hand: 1 and 7 of 21 rows', () => {
    // 2/23 − 8/23 ± 1.96 · √((10/23 − (6/23)²) / 23)
    const { interval } = mcNemarTest(...rows(1, 1, 7, 12));
    expect(interval[0]).toBeCloseTo(-0.26087 - 0.24749, 4);
    expect(interval[1]).toBeCloseTo(-0.26087 + 0.24749, 4);
  });

  it.each([
    ['many more rows', 300, 100, 0.01, 'better'],
    ['many fewer rows', 100, 300, 0.01, 'worse'],
    ['hardly more rows', 32, 30, 0.01, 'equal'],
    ['more rows, perhaps by more than the margin', 120, 40, 0.01, 'undecided'],
    ['more rows, perhaps by chance', 32, 30, 0, 'undecided'],
  ])('finds a network that is right on %s: %i against %i', (_, onlyFirst, onlySecond, margin, outcome) => {
    const test = mcNemarTest(...rows(9700 - onlyFirst - onlySecond, onlyFirst, onlySecond, 300));
    expect(mcNemarOutcome(test, margin)).toBe(outcome);
  });

  it('decides nothing where networks are never right on different rows, and equality with enough rows', () => {
    expect(mcNemarOutcome(mcNemarTest(...rows(20, 0, 0, 5)), 0.01)).toBe('undecided');
    expect(mcNemarOutcome(mcNemarTest(...rows(2000, 0, 0, 5)), 0.01)).toBe('equal');
  });

  it.each([
    [[1], [1, 0], 'got 1 and 2'],
    [[], [], 'got 0 and 0'],
  ])('refuses %j and %j', (first, second, message) => {
    expect(() => mcNemarTest(first, second)).toThrow(message);
  });
});
