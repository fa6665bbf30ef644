import { mean } from '../search/scores.ts';
import { correctedTTest, holmAdjust } from './corrected-t-test.ts';
import type { PairedTest } from './corrected-t-test.ts';

/** A configuration with its score on each fold; NaN where the fit failed. Larger is better. */
export interface Contender {
  readonly name: string;
  readonly scores: readonly number[];
}

export interface VerdictOptions {
  /** What is scored, for the sentence: `accuracy`. */
  readonly scorer: string;
  /** Whether scores are shares of 1, told in percentage points. */
  readonly isShare: boolean;
  /** Rows tested over rows trained on, in each fold. */
  readonly testShare: number;
  /** Below which adjusted probability a difference counts; 0.05 when left out. */
  readonly level?: number;
}

/** What the folds say of two configurations. */
export interface Verdict {
  readonly better: string;
  readonly other: string;
  /** `tie` where chance explains the difference; `unknown` where fewer than two folds have both scores. */
  readonly outcome: 'better' | 'tie' | 'unknown';
  /** Of the scores of `better` minus those of `other`; null where the outcome is unknown. */
  readonly test: PairedTest | null;
  /** The test's probability, adjusted for the number of comparisons (Holm); NaN where unknown. */
  readonly adjusted: number;
  /** For people. */
  readonly sentence: string;
}

/**
 * The best configuration against each other one, in the order given, paired by fold: see `correctedTTest`. The best has
 * the highest mean over all folds; among equals the first. With k configurations there are k − 1 comparisons, for which
 * the probabilities are adjusted.
 *
 * @throws {Error} when there are fewer than two configurations, or their folds differ in number
 */
export function compareToBest(contenders: readonly Contender[], options: VerdictOptions): Verdict[] {
  if (contenders.length < 2) {
    throw new Error(`a verdict needs two configurations, got ${String(contenders.length)}`);
  }
  const folds = contenders[0]!.scores.length;
  const odd = contenders.find(({ scores }) => scores.length !== folds);
  if (odd) {
    throw new Error(`${odd.name}: expected ${String(folds)} folds, got ${String(odd.scores.length)}`);
  }
  const best = contenders.reduce((most, each) => (isBetter(each, most) ? each : most));
  const others = contenders.filter((each) => each !== best);
  const tests = others.map((other) => test(best, other, options.testShare));
  const adjusted = holmAdjust(tests.map((each) => each?.p ?? NaN));
  return others.map((other, i) => judge(best, other, tests[i]!, adjusted[i]!, options));
}

function isBetter({ scores: a }: Contender, { scores: b }: Contender): boolean {
  const [meanA, meanB] = [mean(a), mean(b)];
  return meanA > meanB || (Number.isNaN(meanB) && !Number.isNaN(meanA));
}

function test(best: Contender, other: Contender, testShare: number): PairedTest | null {
  const differences = best.scores
    .map((score, fold) => score - other.scores[fold]!)
    .filter((difference) => !Number.isNaN(difference));
  return differences.length < 2 ? null : correctedTTest(differences, testShare);
}

function judge(
  { name: better }: Contender,
  { name: other }: Contender,
  test: PairedTest | null,
  adjusted: number,
  options: VerdictOptions,
): Verdict {
  const { level = 0.05 } = options;
  if (!test) {
    const sentence = `${better} and ${other}: no verdict, fewer than two folds have scores of both.`;
    return { better, other, outcome: 'unknown', test, adjusted, sentence };
  }
  const outcome = adjusted < level ? 'better' : 'tie';
  return {
    better,
    other,
    outcome,
    test,
    adjusted,
    sentence: describe(better, other, outcome, test, adjusted, options),
  };
}

function describe(
  better: string,
  other: string,
  outcome: 'better' | 'tie',
  { difference, interval, effect, pairs }: PairedTest,
  adjusted: number,
  { scorer, isShare }: VerdictOptions,
): string {
  const amount = (value: number) => (isShare ? (100 * value).toFixed(2) : value.toPrecision(3));
  const unit = isShare ? `points of ${scorer}` : `in ${scorer}`;
  const p = adjusted < 0.001 ? 'p < 0.001' : `p = ${adjusted.toFixed(3)}`;
  const evidence = `95 % interval ${amount(interval[0])} to ${amount(interval[1])}, ${p}, d = ${effect.toFixed(2)}, ${String(pairs)} folds`;
  if (outcome === 'better') {
    return `${better} is better than ${other} by ${amount(difference)} ${unit} (${evidence}).`;
  }
  return `Tie: ${better} and ${other} differ by ${amount(difference)} ${unit}, which chance may explain (${evidence}).`;
}
