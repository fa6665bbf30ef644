import type { MetricComparison, RowDifferences } from '../../../analysis/index.ts';
import { formatValue } from '../../../viz/index.ts';
import { describeP, signed } from './format.ts';
import type { LineParting } from './partings.ts';

/** The verdict on a metric of two groups: `better (p = 0.012)`. Lack of evidence is never called equality. */
export function describeMetric({ outcome, test, first, second }: MetricComparison): string {
  if (test === null) return Math.min(first.n, second.n) < 2 ? 'not tested (n < 2)' : 'not tested (folds)';
  const evidence = `(${describeP(test.adjusted)})`;
  return outcome === 'noEvidence' ? `no evidence of a difference ${evidence}` : `${outcome} ${evidence}`;
}

export interface VerdictOptions {
  readonly first: string;
  readonly second: string;
  /** The columns by which replicates are paired; null if they are not. */
  readonly by: readonly string[] | null;
  /** Whether the interval and the p-value are adjusted for several comparisons; default: no. */
  readonly isAdjusted?: boolean;
}

/** The verdict on a metric of two configurations as a sentence. */
export function describeVerdict(
  { column, test, outcome, first: a, second: b }: MetricComparison,
  { first, second, by, isAdjusted = false }: VerdictOptions,
): string {
  const { name } = column;
  if (test === null) {
    const [n, m] = [a.n, b.n];
    return Math.min(n, m) < 2
      ? `${name} is not tested: a test needs two values of each configuration, there are ${String(n)} and ${String(m)}.`
      : `${name} is not tested: folds that are not paired share training examples.`;
  }
  const method = {
    corrected: `${String(test.pairs)} folds, corrected for their overlap`,
    paired: `${String(test.pairs)} pairs by ${(by ?? []).join(', ')}`,
    welch: `${String(a.n)} and ${String(b.n)} runs, Welch's test`,
  }[test.kind];
  const [low, high] = test.interval.map((end) => signed(end, 3)) as [string, string];
  const word = isAdjusted ? 'adjusted ' : '';
  const evidence = `${word}95 % interval ${low} to ${high}, ${word}${describeP(test.adjusted)}, ${method}`;
  const amount = formatValue(Number(Math.abs(test.difference).toPrecision(4)));
  if (outcome === 'noEvidence') {
    return `No evidence that ${first} and ${second} differ in ${name}: the difference of ${signed(test.difference, 4)} may be due to chance (${evidence}).`;
  }
  const relation =
    outcome === 'different'
      ? `differs from ${second} in ${name} by`
      : `is ${outcome} than ${second} in ${name} by`;
  return `${first} ${relation} ${amount} (${evidence}).`;
}

/** Where a curve parts from that of the baseline, as a sentence. */
export function describeParting(
  { line, parting }: LineParting,
  baseline: string,
  metric: string,
  direction: 'min' | 'max' | 'none',
): string {
  if (parting === null) return `${line.name} and ${baseline} do not part for good in ${metric}.`;
  const { epoch, difference } = parting;
  const amount = formatValue(Number(Math.abs(difference).toPrecision(3)));
  const side = difference > 0 ? 'higher' : 'lower';
  const isBetter = difference < 0 === (direction === 'min');
  const verdict = direction === 'none' ? '' : isBetter ? ', which is better' : ', which is worse';
  return `${line.name} parts from ${baseline} for good at epoch ${formatValue(epoch)}: from there on its ${metric} is ${amount} ${side} on average${verdict}.`;
}

/** `12 parameters and 1 metric are equal.` Empty if all differ. */
export function describeEqual({ equal }: Pick<RowDifferences, 'equal'>): string {
  const parts = (['parameter', 'metric'] as const).flatMap((role) => {
    const count = equal.filter((column) => column.role === role).length;
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${role}${count === 1 ? '' : 's'}`];
  });
  if (parts.length === 0) return '';
  return `${parts.join(' and ')} ${parts.length === 1 && parts[0]!.startsWith('1 ') ? 'is' : 'are'} equal`;
}

/** A share of rows in percent. */
export function describeShare(share: number): string {
  return `${formatValue(Number((100 * share).toPrecision(3)))} %`;
}
