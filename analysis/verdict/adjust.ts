import { holmAdjust } from './corrected-t-test.ts';
import { studentQuantile } from './student-t.ts';

/** What the adjustment needs of a test of a difference; its statistic is the difference over the standard error. */
export interface AdjustableTest {
  readonly difference: number;
  readonly standardError: number;
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
}

/** A test among several. */
export interface AdjustedTest {
  /** The p-value by Holm's method. */
  readonly p: number;
  /** Simultaneous interval of the difference. */
  readonly interval: readonly [low: number, high: number];
}

/**
 * Adjusts the tests of a family together. The p-values are adjusted by Holm's method. The intervals are simultaneous
 * (Bonferroni, level/m), and end at 0 where Holm's method, which is stepwise, establishes the sign of a difference and the
 * interval would contain both signs (K. Strassburger and F. Bretz, "Compatible simultaneous lower confidence bounds for
 * the Holm procedure and other Bonferroni-based closed tests", 2008). So p is below the level exactly if the interval has
 * no values of both signs.
 *
 * @param tests null for a comparison that is not tested, which does not count
 * @param level probability of any false rejection
 */
export function adjustTogether(
  tests: readonly (AdjustableTest | null)[],
  level: number,
): (AdjustedTest | null)[] {
  const adjusted = holmAdjust(tests.map((test) => test?.p ?? NaN));
  const count = tests.filter((test) => test !== null).length;
  return tests.map((test, i) => {
    if (test === null) return null;
    const p = adjusted[i]!;
    const reach =
      test.standardError === 0 ? 0 : test.standardError * studentQuantile(level / count / 2, test.df);
    const [low, high] = [test.difference - reach, test.difference + reach];
    if (!(p < level)) return { p, interval: [low, high] };
    return { p, interval: test.difference > 0 ? [Math.max(0, low), high] : [low, Math.min(0, high)] };
  });
}
