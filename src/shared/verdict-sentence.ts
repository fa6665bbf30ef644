import { moreReplicates, type Verdict, type VerdictFamily } from '../../analysis/index.ts';
import type { ScorerDescription } from './search-scores.ts';
import type { SearchVerdicts } from './search-verdicts.ts';

/** A verdict as a sentence, for the page and the command line. */
export function describeVerdict(
  { first, second, outcome, test, adjusted, interval, probabilities }: Verdict,
  { family, contenders, scorer, areRepeatsAveraged }: SearchVerdicts,
): string {
  const [a, b] = [contenders[first]!.run.name, contenders[second]!.run.name];
  if (test === null || interval === null || probabilities === null) {
    return `${a} and ${b} are not compared: fewer than two folds have scores of both.`;
  }
  const [amount, margin] = [describeAmount(test.difference, scorer), formatAmount(family.margin, scorer)];
  const p = adjusted < 0.001 ? 'p < 0.001' : `p = ${adjusted.toFixed(3)}`;
  const [low, high] = interval.map((end) => formatAmount(end, scorer)) as [string, string];
  const folds = `${String(test.pairs)} folds${areRepeatsAveraged ? ', averaged over repeats' : ''}`;
  const word = family.comparisons > 1 ? 'adjusted ' : '';
  const evidence = `${describeLevel(family)} interval ${low} to ${high}, ${word}${p}, ${folds}`;
  if (outcome === 'better') return `${a} is better than ${b} by ${amount} (${evidence}).`;
  if (outcome === 'equal') {
    return `${a} and ${b} are practically equal: the difference of ${amount} lies within the margin of ${margin} (${evidence}).`;
  }
  if (family.margin === 0) {
    return `${a} against ${b} is undecided: the difference of ${amount} may be due to chance (${evidence}).`;
  }
  return `${a} against ${b} is undecided: the difference of ${amount} may lie within the margin of ${margin} or outside (${evidence}).`;
}

/** The level of the intervals of a family: `adjusted 95 %`, or `95 %` for a single comparison. */
export function describeLevel({ comparisons, level }: Pick<VerdictFamily, 'comparisons' | 'level'>): string {
  return `${comparisons > 1 ? 'adjusted ' : ''}${String(100 * (1 - level))} %`;
}

/**
 * About how many more repeats with reshuffled folds would decide an undecided verdict with a probability of 80 %: null if 100
 * are not enough, undefined if the verdict is not undecided or its repeats are averaged.
 */
export function repeatsToDecide(
  { outcome, test }: Verdict,
  { family, folds, areRepeatsAveraged }: SearchVerdicts,
): number | null | undefined {
  if (outcome !== 'undecided' || test === null || areRepeatsAveraged) return undefined;
  const { margin, level, comparisons } = family;
  return moreReplicates(test, {
    margin,
    testShare: 1 / (folds - 1),
    level: level / comparisons,
    step: folds,
  });
}

/** How many more repeats would probably decide an undecided verdict; empty for any other. */
export function describeNeed(verdict: Verdict, verdicts: SearchVerdicts): string {
  const more = repeatsToDecide(verdict, verdicts);
  if (more === undefined) return '';
  if (more === null) return '100 more repeats with reshuffled folds would probably not decide.';
  const repeats = `${String(more)} more ${more === 1 ? 'repeat' : 'repeats'} with reshuffled folds`;
  return `About ${repeats} would decide with a probability of 80 %, if the difference and its spread are as observed.`;
}

/** How the verdicts of a search are adjusted, and the margin of practical equality. */
export function describeFamily({ family, contenders, scorer }: SearchVerdicts): string {
  const { comparisons, baseline, margin } = family;
  const count = `${String(comparisons)} ${comparisons === 1 ? 'comparison' : 'comparisons'}`;
  const members = baseline === null ? 'all pairs' : `with ${contenders[baseline]!.run.name}`;
  const adjustment = comparisons > 1 ? ', p-values and intervals adjusted together (Holm, Bonferroni)' : '';
  if (margin === 0)
    return `${count} (${members})${adjustment}. No difference is practically equal: the margin is 0.`;
  return `${count} (${members})${adjustment}. Differences up to ${describeAmount(margin, scorer)} are practically equal.`;
}

/** What a reader of the verdicts must know about how the scores were made, a sentence each. */
export function describeCaveats({ family, contenders, areRepeatsAveraged }: SearchVerdicts): string[] {
  const isScaled = contenders.some(({ run }) => {
    const standardise = run.parameters['standardise'];
    return typeof standardise === 'string' && standardise !== 'none';
  });
  return [
    ...(family.baseline === null
      ? ['The held-out folds also chose the best configuration, so its own mean is optimistic.']
      : []),
    ...(isScaled
      ? ['Inputs were standardised over all rows, the held-out folds included, as in the notebook.']
      : []),
    ...(areRepeatsAveraged
      ? ['Repeats use the same folds and are not independent: the scores of a fold are averaged.']
      : []),
  ];
}

/** The posterior probabilities of a comparison: `97.1 % better, 2.5 % practically equal, 0.4 % worse`. */
export function describeProbabilities({
  better,
  equal,
  worse,
}: NonNullable<Verdict['probabilities']>): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return `${percent(better)} better, ${percent(equal)} practically equal, ${percent(worse)} worse`;
}

/** A difference of scores with its unit: `0.31 points of accuracy`. */
function describeAmount(value: number, scorer: ScorerDescription): string {
  return `${formatAmount(value, scorer)} ${scorer.isShare ? `points of ${scorer.name}` : `in ${scorer.name}`}`;
}

/** A difference of scores without a unit: in percentage points for shares. A small one keeps its sign: `-0.004`. */
export function formatAmount(value: number, { isShare }: ScorerDescription): string {
  if (!isShare) return value === 0 ? '0' : withMinusSign(value.toPrecision(3));
  const points = 100 * value;
  return withMinusSign(value !== 0 && Math.abs(points) < 0.005 ? points.toPrecision(1) : points.toFixed(2));
}

/** The sign as in the axes and tables of the page; that of an exponent stays. */
function withMinusSign(text: string): string {
  return text.replace(/^-/, '−');
}
