import { setOwn } from '../own.ts';
import { mean, populationStdDev, rankScores } from '../scores.ts';
import type { Dictionary, History, ParameterValue, Run } from '../types.ts';

/** A cell of `cv_results_`: null is missing, undefined is masked (the parameter is not applicable). */
export type CvCell = ParameterValue | undefined;

/** `cv_results_` as columns: every list has one cell per candidate. */
export interface CvTable {
  readonly columns: ReadonlyMap<string, readonly CvCell[]>;
  /** The column `params`: the applicable parameters of each candidate. */
  readonly params: readonly Dictionary<ParameterValue>[];
}

interface Candidate {
  readonly run: Run;
  /** Scores and times by fold index. */
  readonly folds: ReadonlyMap<number, Dictionary<number | null>>;
}

/**
 * Returns the runs that have folds as the candidates of scikit-learn's `cv_results_`: times, parameters, the scores of each
 * split, with mean, population standard deviation and rank. Values in the candidate's summary are used as they are; the
 * others are computed from the folds as `sklearn.model_selection` does.
 *
 * @param isSearched whether all parameters are those searched over. By default those of runs of Heddle's trainer, which are
 * the whole configuration, are reduced to those that differ between candidates.
 */
export function cvTable(history: History, isSearched = false): CvTable {
  const all = candidatesOf(history);
  const candidates = isSearched ? all : withSearched(all);
  const columns = new Map<string, readonly CvCell[]>();
  for (const kind of ['fit_time', 'score_time']) addMoments(columns, candidates, kind);
  const names = new Set(candidates.flatMap(({ run }) => Object.keys(run.parameters)));
  for (const name of names) {
    columns.set(
      `param_${name}`,
      candidates.map(({ run: { parameters } }) =>
        Object.hasOwn(parameters, name) ? parameters[name] : undefined,
      ),
    );
  }
  const splits = [...new Set(candidates.flatMap(({ folds }) => [...folds.keys()]))].sort((a, b) => a - b);
  const scores = new Set(candidates.flatMap(scoreNames));
  const inOrder = [...scores].sort((a, b) => Number(a.startsWith('train_')) - Number(b.startsWith('train_')));
  for (const score of inOrder) {
    for (const split of splits) {
      columns.set(
        `split${String(split)}_${score}`,
        candidates.map(
          ({ folds, run }) =>
            own(folds.get(split), score) ?? own(run.summary, `split${String(split)}_${score}`) ?? null,
        ),
      );
    }
    const means = addMoments(columns, candidates, score);
    if (score.startsWith('test_')) columns.set(`rank_${score}`, ranks(candidates, score, means));
  }
  return { columns, params: candidates.map(({ run }) => run.parameters) };
}

function withSearched(candidates: readonly Candidate[]): Candidate[] {
  const trained = candidates.filter(({ run }) => run.source.format === 'heddle');
  const varies = (name: string) =>
    trained.some(({ run: { parameters } }) => {
      const first = trained[0]!.run.parameters;
      return (
        Object.hasOwn(parameters, name) !== Object.hasOwn(first, name) ||
        !Object.is(parameters[name], first[name])
      );
    });
  const names = new Set(trained.flatMap(({ run }) => Object.keys(run.parameters)).filter(varies));
  return candidates.map((candidate) => {
    const { run } = candidate;
    if (run.source.format !== 'heddle') return candidate;
    const searched = Object.entries(run.parameters).filter(([name]) => names.has(name));
    return { ...candidate, run: { ...run, parameters: Object.fromEntries(searched) } };
  });
}

function own(values: Dictionary<number | null> | undefined, key: string): number | null | undefined {
  return values && Object.hasOwn(values, key) ? values[key] : undefined;
}

function candidatesOf({ runs }: History): Candidate[] {
  const folds = new Map<string, Map<number, Dictionary<number | null>>>();
  for (const run of runs) {
    if (run.parent === null || run.fold === null) continue;
    const siblings = folds.get(run.parent) ?? new Map<number, Dictionary<number | null>>();
    siblings.set(run.fold, scoresOf(run));
    folds.set(run.parent, siblings);
  }
  return runs.flatMap((run) => {
    const own = folds.get(run.id);
    return own ? [{ run, folds: own }] : [];
  });
}

const SCORE = /^(?:test|train)_/;

/**
 * Returns the scores and times of a fold. If its summary has no test score, the metrics of its last epoch are used. Since
 * larger scores are better in scikit-learn, a metric to be minimised is negated and named `neg_…`.
 */
function scoresOf({ summary, records, metrics }: Run): Dictionary<number | null> {
  const last = records.at(-1);
  if (!last || Object.keys(summary).some((name) => name.startsWith('test_'))) return summary;
  const scores: Record<string, number | null> = { ...summary };
  for (const [metric, { direction }] of Object.entries(metrics)) {
    const value = Object.hasOwn(last, metric) ? last[metric] : undefined;
    if (direction === 'none' || typeof value !== 'number') continue;
    const name = metric.replace(/^(?:valid|val)_/, '');
    const isTrain = metric.startsWith('train_');
    const score = `${direction === 'min' ? 'neg_' : ''}${isTrain ? name.slice('train_'.length) : name}`;
    setOwn(scores, `${isTrain ? 'train' : 'test'}_${score}`, direction === 'min' ? -value : value);
  }
  return scores;
}

function scoreNames({ folds }: Candidate): string[] {
  return [...folds.values()].flatMap((values) => Object.keys(values).filter((name) => SCORE.test(name)));
}

/** Adds the columns of the mean and standard deviation over the folds, unless both are empty; returns the means. */
function addMoments(
  columns: Map<string, readonly CvCell[]>,
  candidates: readonly Candidate[],
  name: string,
): (number | null)[] {
  const values = candidates.map(({ folds }) => {
    return [...folds.values()]
      .map((scores) => own(scores, name))
      .filter((value) => typeof value === 'number');
  });
  const take = (kind: 'mean' | 'std', compute: (values: readonly number[]) => number) => {
    return candidates.map(({ run }, i) => {
      const known = own(run.summary, `${kind}_${name}`);
      if (known !== undefined) return known;
      return values[i]!.length > 0 ? compute(values[i]!) : null;
    });
  };
  const means = take('mean', mean);
  const stdDevs = take('std', populationStdDev);
  if ([...means, ...stdDevs].some((value) => value !== null)) {
    columns.set(`mean_${name}`, means);
    columns.set(`std_${name}`, stdDevs);
  }
  return means;
}

/** Ranks candidates by mean, 1 for the best; ties share the lowest rank, and a missing mean ranks last. */
function ranks(candidates: readonly Candidate[], score: string, means: readonly (number | null)[]): CvCell[] {
  const ranked = rankScores(means.map((value) => value ?? NaN));
  return candidates.map(({ run }, i) => own(run.summary, `rank_${score}`) ?? ranked[i]!);
}
