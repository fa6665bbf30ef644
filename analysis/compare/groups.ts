import { mean, type Column, type NumberColumn } from '../../history/index.ts';
import { hasValue } from '../has-value.ts';
import { adjustTogether } from '../verdict/adjust.ts';
import { correctedTTest, holmAdjust } from '../verdict/corrected-t-test.ts';
import { welchTest } from '../verdict/welch.ts';
import { replicatePairs, type ReplicatePairs } from './replicate-pairs.ts';

/** The finite values of a metric in a group of rows. */
export interface GroupSummary {
  readonly n: number;
  /** Rows whose value is NaN, infinite or absent; they do not count. */
  readonly without: number;
  /** NaN if n is 0. */
  readonly mean: number;
  /** The sample standard deviation (denominator n − 1); NaN if n is below 2. */
  readonly sd: number;
}

/** Evidence for a difference of two means. */
export interface GroupTest {
  /**
   * - `corrected`: paired by fold, with the variance corrected for overlapping training sets (`correctedTTest`);
   * - `paired`: Student's test of the differences of pairs;
   * - `welch`: of independent rows (`welchTest`).
   */
  readonly kind: 'corrected' | 'paired' | 'welch';
  /** First − second. */
  readonly difference: number;
  readonly standardError: number;
  /** 95 % confidence interval of the difference, for this metric alone unless `adjustComparisons` adjusted it. */
  readonly interval: readonly [low: number, high: number];
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
  /** That of the objective as it is; those of the other metrics raised for their number (Holm). */
  readonly adjusted: number;
  /** Pairs with both values, or folds if several pairs have the same fold; null if rows are not paired. */
  readonly pairs: number | null;
}

export interface MetricComparison {
  readonly column: NumberColumn;
  readonly first: GroupSummary;
  readonly second: GroupSummary;
  /** Null if it is untested. */
  readonly test: GroupTest | null;
  /**
   * The first group against the second at the level of 5 %. `different` without a direction. `noEvidence`: chance explains the
   * difference, which does not show that the groups are equal. `untested`: too few values, or folds without pairs.
   */
  readonly outcome: 'better' | 'worse' | 'different' | 'noEvidence' | 'untested';
}

export interface GroupComparison {
  readonly metrics: readonly MetricComparison[];
  /** Null if rows are not paired. */
  readonly pairing: ReplicatePairs | null;
}

export interface GroupsInput {
  readonly metrics: readonly NumberColumn[];
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** The columns that tell replicates apart: seed, fold, repeat. */
  readonly replicates?: readonly Column[];
  /**
   * The number of folds that each data set was split into, if rows are folds: their training sets overlap, so they are not
   * independent. Each fold tests 1/(k − 1) as many rows as it trains on.
   */
  readonly folds?: number | null;
  /**
   * The split of the data that a row was scored on. Pairs with the same split, which differ in their seeds, are not
   * independent: their differences are averaged. Default: each pair has a split of its own.
   */
  readonly splitOf?: ((row: number) => number) | null;
  /** The metric whose p-value is not adjusted, as it was chosen before. */
  readonly objective?: string | null;
}

const LEVEL = 0.05;

/** The metrics of two groups of rows: means, spread, and whether they differ by more than chance. */
export function compareGroups({
  metrics,
  first,
  second,
  replicates = [],
  folds = null,
  splitOf = null,
  objective = null,
}: GroupsInput): GroupComparison {
  const pairing = replicatePairs(replicates, first, second);
  const tests = metrics.map((column) => testOf(column, first, second, pairing, folds, splitOf));
  const isAdjusted = (at: number) => metrics[at]!.name !== objective;
  const adjusted = holmAdjust(tests.map((test, at) => (isAdjusted(at) ? (test?.p ?? NaN) : NaN)));
  const compared = metrics.map((column, at): MetricComparison => {
    const found = tests[at]!;
    const test = found && { ...found, adjusted: isAdjusted(at) ? adjusted[at]! : found.p };
    const summaries = { first: summaryOf(column, first), second: summaryOf(column, second) };
    return { column, ...summaries, test, outcome: outcomeOf(column, test) };
  });
  return { metrics: compared, pairing };
}

/**
 * Adjusts comparisons of pairs of groups by one metric together, as one family (see `adjustTogether`): their p-values, 95 %
 * intervals and outcomes. Comparisons without a test stay as they are.
 */
export function adjustComparisons(comparisons: readonly MetricComparison[]): MetricComparison[] {
  const adjusted = adjustTogether(
    comparisons.map(({ test }) => test),
    LEVEL,
  );
  return comparisons.map((comparison, i) => {
    const found = adjusted[i]!;
    if (found === null || comparison.test === null) return comparison;
    const test = { ...comparison.test, adjusted: found.p, interval: found.interval };
    return { ...comparison, test, outcome: outcomeOf(comparison.column, test) };
  });
}

function outcomeOf({ direction }: NumberColumn, test: GroupTest | null): MetricComparison['outcome'] {
  if (test === null) return 'untested';
  if (!(test.adjusted < LEVEL)) return 'noEvidence';
  if (direction === 'none') return 'different';
  return test.difference < 0 === (direction === 'min') ? 'better' : 'worse';
}

function testOf(
  column: NumberColumn,
  first: readonly number[],
  second: readonly number[],
  pairing: ReplicatePairs | null,
  folds: number | null,
  splitOf: GroupsInput['splitOf'],
): Omit<GroupTest, 'adjusted'> | null {
  if (pairing !== null) {
    const found = pairing.pairs
      .filter((pair) => pair.every((row) => hasValue(column, row)))
      .map(([a, b]) => ({ split: splitOf?.(a) ?? a, difference: column.values[a]! - column.values[b]! }))
      .filter(({ difference }) => Number.isFinite(difference));
    const bySplit = new Map<number, number[]>();
    for (const { split, difference } of found) {
      const same = bySplit.get(split);
      if (same) same.push(difference);
      else bySplit.set(split, [difference]);
    }
    const differences = Array.from(bySplit.values(), mean);
    if (differences.length < 2) return null;
    const kind = folds === null ? 'paired' : 'corrected';
    const { pairs, ...test } = correctedTTest(differences, folds === null ? 0 : 1 / (folds - 1));
    return { kind, ...test, pairs };
  }
  if (folds !== null) return null;
  const [a, b] = [first, second].map((rows) => valuesOf(column, rows)) as [number[], number[]];
  if (a.length < 2 || b.length < 2) return null;
  return { kind: 'welch', ...welchTest(a, b), pairs: null };
}

function valuesOf(column: NumberColumn, rows: readonly number[]): number[] {
  return rows.filter((row) => hasValue(column, row)).map((row) => column.values[row]!);
}

/** Welford's algorithm, as for configurations: values that are large and close together do not cancel. */
function summaryOf(column: NumberColumn, rows: readonly number[]): GroupSummary {
  let [n, mean, squares] = [0, 0, 0];
  for (const value of valuesOf(column, rows)) {
    const delta = value - mean;
    mean += delta / ++n;
    squares += delta * (value - mean);
  }
  return {
    n,
    without: rows.length - n,
    mean: n === 0 ? NaN : mean,
    sd: n < 2 ? NaN : Math.sqrt(squares / (n - 1)),
  };
}
