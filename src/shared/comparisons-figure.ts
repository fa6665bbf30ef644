import { max, min } from 'd3';
import type { Verdict } from '../../analysis/index.ts';
import type { ComparisonsFigure } from '../../viz/figures/index.ts';
import type { SearchVerdicts } from './search-verdicts.ts';
import { describeLevel } from './verdict-sentence.ts';

/** What was found of a pair, in two words at most. */
const OUTCOME_WORDS: Readonly<Record<Verdict['outcome'], string>> = {
  better: 'better',
  equal: 'practically equal',
  undecided: 'undecided',
  untested: 'not compared',
};

/** The verdicts of a search as a forest plot; differences of shares are in percentage points. */
export function comparisonsOf({ family, contenders, scorer }: SearchVerdicts): ComparisonsFigure {
  const factor = scorer.isShare ? 100 : 1;
  const nameOf = (index: number) => contenders[index]!.run.name;
  const margin = factor * family.margin;
  const pairs: ComparisonsFigure['pairs'] = family.verdicts.map(
    ({ first, second, outcome, test, interval }) => ({
      name: `${nameOf(first)} − ${nameOf(second)}`,
      difference: test === null ? null : factor * test.difference,
      interval: interval === null ? null : [factor * interval[0], factor * interval[1]],
      outcome: OUTCOME_WORDS[outcome],
    }),
  );
  return {
    ...{ pairs, margin, domain: domainOf(pairs, margin) },
    axisTitle: `Difference in ${scorer.isShare ? 'points of ' : ''}${scorer.name}, ${describeLevel(family)} intervals`,
  };
}

/** The axis reaches this many times the largest difference at most: intervals of few folds may be many times as long. */
const MAX_REACH = 4;

/** From the lowest to the highest of the margin, the differences, and the intervals as far as the axis reaches. */
function domainOf(pairs: ComparisonsFigure['pairs'], margin: number): [low: number, high: number] {
  const differences = pairs.flatMap(({ difference }) => difference ?? []);
  const ends = pairs.flatMap(({ interval }) => interval ?? []).filter(Number.isFinite);
  const reach = MAX_REACH * max([margin, ...differences.map(Math.abs)])!;
  const low = Math.max(min([...ends, ...differences, -margin])!, -reach);
  const high = Math.min(max([...ends, ...differences, margin])!, reach);
  return low < high ? [low, high] : [-1, 1];
}
