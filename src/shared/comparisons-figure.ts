import type { Verdict } from '../../analysis/index.ts';
import type { ComparisonsFigure } from '../../viz/figures/index.ts';
import type { SearchVerdicts } from './search-verdicts.ts';
import { describeLevel } from './verdict-sentence.ts';

/** What was found of a pair, in two words at most. */
export const OUTCOME_WORDS: Readonly<Record<Verdict['outcome'], string>> = {
  better: 'better',
  equal: 'practically equal',
  undecided: 'undecided',
  untested: 'not compared',
};

/** The verdicts of a search as a forest plot; differences of shares are in percentage points. */
export function comparisonsOf({ family, contenders, scorer }: SearchVerdicts): ComparisonsFigure {
  const factor = scorer.isShare ? 100 : 1;
  const nameOf = (index: number) => contenders[index]!.run.name;
  return {
    pairs: family.verdicts.map(({ first, second, outcome, test, interval }) => ({
      name: `${nameOf(first)} − ${nameOf(second)}`,
      difference: test === null ? null : factor * test.difference,
      interval: interval === null ? null : [factor * interval[0], factor * interval[1]],
      outcome: OUTCOME_WORDS[outcome],
    })),
    margin: factor * family.margin,
    axisTitle: `Difference in ${scorer.isShare ? 'points of ' : ''}${scorer.name}, ${describeLevel(family)} intervals`,
  };
}
