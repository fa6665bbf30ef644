import { indexOfBest, mean } from '../../history/index.ts';
import { adjustTogether } from './adjust.ts';
import { correctedTTest, type PairedTest } from './corrected-t-test.ts';
import { differenceProbabilities, type DifferenceProbabilities } from './practical-equality.ts';

/** A configuration with its score on each fold; NaN where the fit failed. Larger is better. */
export interface Contender {
  readonly name: string;
  /** The folds of later repeats are missing at the end where only others were repeated. */
  readonly scores: readonly number[];
}

export interface FamilyOptions {
  /** Ratio of test rows to training rows in each fold; 0 for independent replicates. */
  readonly testShare: number;
  /** Differences of at most this size are practically equal; 0 or more, in units of the score. */
  readonly margin: number;
  /** Probability of any false claim in the family; 0.05 by default. */
  readonly level?: number;
  /** Index of the configuration that the others are compared with, chosen before the scores were seen; default: all pairs. */
  readonly baseline?: number | null;
}

/** Comparison of two configurations by their folds, adjusted for all comparisons of the family. */
export interface Verdict {
  /** Index of the configuration with the higher mean on the common folds. */
  readonly first: number;
  /** Index of the other configuration. */
  readonly second: number;
  /**
   * By the adjusted interval: `better` if it lies above the margin, `equal` (practically) if it lies within ± the margin,
   * else `undecided`. `untested` if fewer than two folds have both scores. Folds that only one was scored on do not count.
   */
  readonly outcome: 'better' | 'equal' | 'undecided' | 'untested';
  /** The scores of the first minus those of the second, fold by fold; NaN if a score is missing. */
  readonly differences: readonly number[];
  /** The test of the finite differences, not adjusted; null if untested. */
  readonly test: PairedTest | null;
  /** The p-value of no difference, adjusted (Holm); NaN if untested. */
  readonly adjusted: number;
  /** Simultaneous interval of the difference; null if untested. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Posterior probabilities of this comparison alone; null if untested. */
  readonly probabilities: DifferenceProbabilities | null;
}

export interface VerdictFamily {
  /** Index of the configuration with the highest mean over the folds that all have, the first of equals. */
  readonly best: number;
  readonly baseline: number | null;
  readonly margin: number;
  readonly level: number;
  /** Number of tested comparisons that the p-values and intervals are adjusted for. */
  readonly comparisons: number;
  /** All pairs in the order of the configurations, or each configuration with the baseline. */
  readonly verdicts: readonly Verdict[];
}

/**
 * Compares configurations paired by fold, see `correctedTTest`. Without a baseline the family is all pairs: the best one was
 * chosen from the same scores, so that comparisons with it alone would err too often.
 *
 * p-values and intervals are adjusted together, see `adjustTogether`.
 *
 * @throws {Error} if there are fewer than two configurations, one has no folds, or the margin is not a number of 0 or more
 */
export function compareFamily(
  contenders: readonly Contender[],
  { testShare, margin, level = 0.05, baseline = null }: FamilyOptions,
): VerdictFamily {
  check(contenders, margin, baseline);
  const pairs = pairsOf(contenders.length, baseline).map(([a, b]) => orient(contenders, a, b));
  const tests = pairs.map(({ differences }) => testOf(differences, testShare));
  const adjusted = adjustTogether(tests, level);
  const comparisons = tests.filter((test) => test !== null).length;
  const verdicts = pairs.map((pair, i): Verdict => {
    const [test, found] = [tests[i]!, adjusted[i]!];
    if (test === null || found === null) {
      return { ...pair, outcome: 'untested', test, adjusted: NaN, interval: null, probabilities: null };
    }
    const { p, interval } = found;
    const probabilities = differenceProbabilities(test, margin);
    const outcome = verdictOutcome(interval, margin, p < level);
    return { ...pair, outcome, test, adjusted: p, interval, probabilities };
  });
  const common = Math.min(...contenders.map(({ scores }) => scores.length));
  const means = contenders.map(({ scores }) => mean(scores.slice(0, common)));
  return { best: Math.max(0, indexOfBest(means, 'max')), baseline, margin, level, comparisons, verdicts };
}

function check(contenders: readonly Contender[], margin: number, baseline: number | null): void {
  if (contenders.length < 2) {
    throw new Error(`a verdict needs two configurations, got ${String(contenders.length)}`);
  }
  const empty = contenders.find(({ scores }) => scores.length === 0);
  if (empty) throw new Error(`${empty.name}: expected the scores of one or more folds, got none`);
  if (!(margin >= 0 && margin < Infinity)) {
    throw new Error(`margin: expected a number of 0 or more, got ${String(margin)}`);
  }
  if (baseline !== null && contenders[baseline] === undefined) {
    throw new Error(
      `baseline: expected an index below ${String(contenders.length)}, got ${String(baseline)}`,
    );
  }
}

function pairsOf(count: number, baseline: number | null): (readonly [number, number])[] {
  const indices = Array.from({ length: count }, (_, i) => i);
  if (baseline !== null) return indices.filter((i) => i !== baseline).map((i) => [baseline, i]);
  return indices.flatMap((i) => indices.slice(i + 1).map((j) => [i, j] as const));
}

/** The pair in the order of its mean scores on the common folds. */
function orient(
  contenders: readonly Contender[],
  a: number,
  b: number,
): Pick<Verdict, 'first' | 'second' | 'differences'> {
  const [first, second] = [contenders[a]!.scores, contenders[b]!.scores];
  const common = Math.min(first.length, second.length);
  const differences = first.slice(0, common).map((score, fold) => score - second[fold]!);
  return mean(differences.filter(Number.isFinite)) < 0
    ? { first: b, second: a, differences: differences.map((each) => 0 - each) }
    : { first: a, second: b, differences };
}

function testOf(differences: readonly number[], testShare: number): PairedTest | null {
  const finite = differences.filter(Number.isFinite);
  return finite.length < 2 ? null : correctedTTest(finite, testShare);
}

/**
 * What the adjusted interval of a difference says: `equal` if it lies within ± the margin, `better` if it lies above the margin
 * and the sign is established, else `undecided`.
 */
export function verdictOutcome(
  [low, high]: readonly [number, number],
  margin: number,
  isSignEstablished: boolean,
): 'better' | 'equal' | 'undecided' {
  if (-margin <= low && high <= margin) return 'equal';
  return isSignEstablished && low >= margin ? 'better' : 'undecided';
}
