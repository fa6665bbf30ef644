import type { Verdict } from '../../analysis/index.ts';

/** The subject of a verdict. */
export interface Scored {
  /** The name of the score: `accuracy`. */
  readonly scorer: string;
  /** Whether scores are shares of 1, shown in percentage points. */
  readonly isShare: boolean;
}

/** Words a verdict as a sentence, for the page and the command line. */
export function describeVerdict(
  { better, other, outcome, test, adjusted }: Verdict,
  { scorer, isShare }: Scored,
): string {
  if (test === null) return `${better} and ${other}: no verdict, fewer than two folds have scores of both.`;
  const { difference, interval, effect, pairs } = test;
  const amount = (value: number) => (isShare ? (100 * value).toFixed(2) : value.toPrecision(3));
  const unit = isShare ? `points of ${scorer}` : `in ${scorer}`;
  const p = adjusted < 0.001 ? 'p < 0.001' : `p = ${adjusted.toFixed(3)}`;
  const evidence = `95 % interval ${amount(interval[0])} to ${amount(interval[1])}, ${p}, d = ${effect.toFixed(2)}, ${String(pairs)} folds`;
  if (outcome === 'better') {
    return `${better} is better than ${other} by ${amount(difference)} ${unit} (${evidence}).`;
  }
  return `Tie: ${better} and ${other} differ by ${amount(difference)} ${unit}, which chance may explain (${evidence}).`;
}
