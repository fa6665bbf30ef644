import { regularisedBeta } from './beta.ts';
import { verdictOutcome } from './verdict.ts';

/** McNemar's test of two classifiers on the same test rows. */
export interface McNemarTest {
  /** Rows that only the first classifier predicts correctly. */
  readonly onlyFirst: number;
  /** Rows that only the second classifier predicts correctly. */
  readonly onlySecond: number;
  /** The accuracy of the first minus that of the second. */
  readonly difference: number;
  /** Two-sided p-value of the exact binomial test; 1 if the classifiers are never right on different rows. */
  readonly exact: number;
  /** Two-sided mid-p-value: less conservative than the exact one, and close to its nominal level. */
  readonly midP: number;
  /** 95 % interval of the difference: Wald's with the adjustment of Bonett and Price. */
  readonly interval: readonly [low: number, high: number];
}

/** The 97.5 % quantile of the standard normal distribution. */
const NORMAL_QUANTILE = 1.959964;

/**
 * Compares the accuracies of two trained networks on one test set (Q. McNemar, "Note on the sampling error of the
 * difference between correlated proportions or percentages", Psychometrika 12, 1947). Of the n rows on which exactly one
 * is correct, the number for the first is binomial with probability 1/2 if both are equally accurate. The mid-p variant
 * is recommended by M. W. Fagerland, S. Lydersen and P. Laake, "The McNemar test for binary matched-pairs data", 2013.
 *
 * The result is about these two networks. It contains no variance of training: another seed may give another result.
 *
 * @param first whether the first network is correct on each test row (1 or 0)
 * @param second the same for the second network, in the same order
 * @throws {Error} if the numbers of rows differ, or there are none
 */
export function mcNemarTest(first: ArrayLike<number>, second: ArrayLike<number>): McNemarTest {
  if (first.length !== second.length || first.length === 0) {
    const [n, m] = [String(first.length), String(second.length)];
    throw new Error(`McNemar's test needs one or more rows common to both networks, got ${n} and ${m}`);
  }
  let [onlyFirst, onlySecond] = [0, 0];
  for (let row = 0; row < first.length; row++) {
    if (first[row]! > second[row]!) onlyFirst++;
    else if (first[row]! < second[row]!) onlySecond++;
  }
  const discordant = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  const atMost = binomialAtMost(fewer, discordant);
  const exactly = atMost - binomialAtMost(fewer - 1, discordant);
  return {
    onlyFirst,
    onlySecond,
    difference: (onlyFirst - onlySecond) / first.length,
    exact: Math.min(1, 2 * atMost),
    midP: Math.min(1, 2 * atMost - exactly),
    interval: adjustedInterval(onlyFirst, onlySecond, first.length),
  };
}

/**
 * What McNemar's test says about two networks: the first is `better` or `worse` by more than the margin, they are
 * practically `equal`, or the test rows leave it `undecided`; see `verdictOutcome`.
 *
 * @param margin accuracies that differ by at most this much are practically equal; 0 or more
 */
export function mcNemarOutcome(
  { interval: [low, high], midP }: McNemarTest,
  margin: number,
): 'better' | 'worse' | 'equal' | 'undecided' {
  const isSignEstablished = midP < 0.05;
  const outcome = verdictOutcome([low, high], margin, isSignEstablished);
  if (outcome !== 'undecided') return outcome;
  return verdictOutcome([-high, -low], margin, isSignEstablished) === 'better' ? 'worse' : 'undecided';
}

/**
 * The interval of D. G. Bonett and R. M. Price, "Adjusted Wald confidence interval for a difference of binomial proportions
 * based on paired data", Journal of Educational and Behavioral Statistics 37, 2012: one row is added to either count.
 */
function adjustedInterval(onlyFirst: number, onlySecond: number, rows: number): [low: number, high: number] {
  const [p, q] = [(onlyFirst + 1) / (rows + 2), (onlySecond + 1) / (rows + 2)];
  const reach = NORMAL_QUANTILE * Math.sqrt((p + q - (p - q) ** 2) / (rows + 2));
  return [Math.max(-1, p - q - reach), Math.min(1, p - q + reach)];
}

/** The probability of at most `k` heads in `n` tosses of a fair coin (https://dlmf.nist.gov/8.17.E5). */
function binomialAtMost(k: number, n: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : regularisedBeta(0.5, 0.5, n - k, k + 1);
}
