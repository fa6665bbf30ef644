import { compareFamily, defaultMargin, type VerdictFamily } from '../../analysis/index.ts';
import { mean } from '../../history/index.ts';
import { describeScorer, type ScoredRun, type ScorerDescription } from './search-scores.ts';

export interface SearchVerdictOptions {
  readonly scorer: string;
  /** The number of folds that the rows were split into; each tests 1/(k − 1) as many rows as it trains on. */
  readonly folds: number;
  /** In units of the score; default: `defaultMargin`. */
  readonly margin?: number | null;
  /** Id of the configuration that the others are compared with; default: all pairs. */
  readonly baseline?: string | null;
}

/** The verdicts on the configurations of a search. */
export interface SearchVerdicts {
  readonly family: VerdictFamily;
  /** The compared configurations; the indices of the family refer to them. */
  readonly contenders: readonly ScoredRun[];
  readonly scorer: ScorerDescription;
  /** The number of folds that the rows were split into. */
  readonly folds: number;
  /** Whether repeats on the same folds were averaged, as they are not independent. */
  readonly areRepeatsAveraged: boolean;
}

/** All pairs of more would take seconds. */
const MAX_CONTENDERS = 200;

/**
 * Compares the configurations of a search that have all their folds, pair by pair by the repeats that both have. Repeats that reshuffle the folds add pairs; repeats on
 * the same folds do not: their differences are averaged fold by fold.
 *
 * @throws {Error} if there are fewer than two configurations or folds, too many pairs, or the margin is not valid
 */
export function searchVerdicts(
  scored: readonly ScoredRun[],
  { scorer, folds, margin = null, baseline = null }: SearchVerdictOptions,
): SearchVerdicts {
  const count = scored.reduce((most, { scores }) => Math.max(most, scores.length), 0);
  const once = Math.min(folds, count);
  const contenders = scored
    .filter(({ scores }) => scores.length >= once)
    .map((each) => ({ ...each, scores: wholeRepeats(each.scores, once) }));
  if (!(folds >= 2)) throw new Error(`a verdict needs two or more folds, got ${String(folds)}`);
  const index = baseline === null ? null : contenders.findIndex(({ run }) => run.id === baseline);
  if (index === -1) throw new Error('the baseline has no scores on all folds');
  if (index === null && contenders.length > MAX_CONTENDERS) {
    const [most, count] = [String(MAX_CONTENDERS), contenders.length.toLocaleString('en')];
    throw new Error(
      `all pairs of more than ${most} configurations are not compared, got ${count}: choose a baseline`,
    );
  }
  const areRepeatsAveraged = contenders.some(
    ({ run, scores }) => scores.length > folds && !hasReshuffledFolds(run),
  );
  const description = describeScorer(scorer, contenders);
  const family = compareFamily(
    contenders.map(({ run, scores }) => ({
      name: run.name,
      scores: areRepeatsAveraged ? averageRepeats(scores, folds) : scores,
    })),
    {
      testShare: 1 / (folds - 1),
      margin:
        margin ??
        defaultMargin(
          description.hasCommonScale,
          contenders.map((each) => each.mean),
        ),
      baseline: index,
    },
  );
  return { family, contenders, scorer: description, folds, areRepeatsAveraged };
}

/** The scores without those of a repeat that has not all its folds. */
const wholeRepeats = (scores: readonly number[], folds: number) =>
  scores.slice(0, scores.length - (scores.length % folds));

/** The mean of each fold over its repeats; NaN if one of them failed. */
function averageRepeats(scores: readonly number[], folds: number): number[] {
  return Array.from({ length: folds }, (_, fold) => mean(scores.filter((_, at) => at % folds === fold)));
}

const hasReshuffledFolds = ({ parameters }: ScoredRun['run']) =>
  Object.hasOwn(parameters, 'fold_shuffle_seed') || Object.hasOwn(parameters, 'repeat_shuffle_seed');
