import { mean, populationStdDev, rankScores, type ParameterValue, type Run } from '../../history/index.ts';

/** A configuration with the score of each fold. */
export interface ScoredRun {
  readonly run: Run;
  /** The runs of its folds in order; empty if only their scores are known. */
  readonly folds: readonly Run[];
  /** One per fold; NaN for one that failed or diverged. */
  readonly scores: readonly number[];
  readonly mean: number;
  /** The population standard deviation over the folds, as in scikit-learn. */
  readonly stdDev: number;
  /** The rank in its search, from 1; equal means share the lowest of their ranks. */
  readonly rank: number;
}

/** Configurations with the same folds, so that their scores are paired. */
export interface ScoredSearch {
  /** A description: the data, the rows, the folds. */
  readonly name: string;
  /** The scorers of its folds by their column names: `score` if there is only one. */
  readonly scorers: readonly string[];
  readonly runs: readonly Run[];
  /** The number of folds that the rows were split into. */
  readonly folds: number;
}

const TEST = /^(?:split\d+_)?test_(.+)$/;

/**
 * The searches among the runs, the latest first. Configurations of one search may have different numbers of repeats: some were
 * trained further than others.
 */
export function searchesOf(runs: readonly Run[]): ScoredSearch[] {
  const byParent = groupFolds(runs);
  const searches = new Map<
    string,
    { data: string; runs: Run[]; folds: number; repeats: number[]; scorers: Set<string> }
  >();
  for (const run of runs) {
    const folds = byParent.get(run.id) ?? [];
    const scorers = scorersOf(run, folds);
    if (scorers.length === 0) continue;
    const { data, rows, fold_shuffle_seed: seed } = run.parameters;
    const repeats = typeof run.parameters['repeats'] === 'number' ? run.parameters['repeats'] : 1;
    const all = run.parameters['folds'];
    const count = typeof all === 'number' ? all : scoresOf(run, folds, scorers[0]!).length;
    const description = [
      typeof data === 'string' ? data : (run.source.file ?? 'a search'),
      ...(typeof rows === 'number' ? [`${rows.toLocaleString('en')} rows`] : []),
    ].join(', ');
    const key = JSON.stringify([description, count / repeats, seed ?? null, run.source.file, scorers]);
    const search = searches.get(key) ?? {
      ...{ data: description, runs: [], folds: count / repeats, repeats: [], scorers: new Set() },
    };
    search.runs.push(run);
    search.repeats.push(repeats);
    for (const scorer of scorers) search.scorers.add(scorer);
    searches.set(key, search);
  }
  return [...searches.values()]
    .map(({ data, runs: own, folds, repeats, scorers }) => {
      const name = `${data}, ${String(folds)} folds${describeTimes(repeats)}`;
      return { name, runs: own, folds, scorers: [...scorers] };
    })
    .reverse();
}

/** Such as ` × 2`, or ` × 1–7` where the configurations differ. */
function describeTimes(repeats: readonly number[]): string {
  const [low, high] = [Math.min(...repeats), Math.max(...repeats)];
  if (high === 1) return '';
  return low === high ? ` × ${String(high)}` : ` × ${String(low)}–${String(high)}`;
}

/** The configurations of a search by one of its scorers, the best first, unfinished ones last. */
export function scoredRuns(
  { runs }: Pick<ScoredSearch, 'runs'>,
  all: readonly Run[],
  scorer: string,
): ScoredRun[] {
  const byParent = groupFolds(all);
  const scored = runs.map((run) => {
    const folds = byParent.get(run.id) ?? [];
    const scores = scoresOf(run, folds, scorer);
    return { run, folds, scores, mean: mean(scores), stdDev: populationStdDev(scores) };
  });
  return rerank(scored.map((each) => ({ ...each, rank: 0 })));
}

/** Ranks configurations among one another, the best first. */
export function rerank(scored: readonly ScoredRun[]): ScoredRun[] {
  const ranks = rankScores(scored.map((each) => each.mean));
  return scored
    .map((each, i) => ({ ...each, rank: ranks[i]! }))
    .sort((a, b) => a.rank - b.rank || Number(Number.isNaN(a.mean)) - Number(Number.isNaN(b.mean)));
}

/** The runs of folds by the id of their configuration, in the order of the folds. */
function groupFolds(runs: readonly Run[]): Map<string, Run[]> {
  const byParent = new Map<string, Run[]>();
  for (const run of runs) {
    if (run.parent === null || run.fold === null) continue;
    byParent.set(run.parent, [...(byParent.get(run.parent) ?? []), run]);
  }
  for (const [parent, folds] of byParent) {
    // A fold that was stopped and trained again later has two runs: the later one counts.
    const latest = new Map(folds.map((run) => [run.fold!, run]));
    byParent.set(
      parent,
      [...latest.values()].sort((a, b) => a.fold! - b.fold!),
    );
  }
  return byParent;
}

function scorersOf(run: Run, folds: readonly Run[]): string[] {
  // A single run has a test score too, on its data's test set: only runs with folds belong to a search.
  const columns = [
    ...folds.flatMap(({ summary }) => Object.keys(summary)),
    ...Object.keys(run.summary).filter((key) => key.startsWith('split')),
  ];
  const names = columns.flatMap((column) => TEST.exec(column)?.[1] ?? []);
  return [...new Set(names)];
}

function scoresOf(run: Run, folds: readonly Run[], scorer: string): number[] {
  const column = `test_${scorer}`;
  if (folds.length > 0) return folds.map(({ summary }) => summary[column] ?? NaN);
  const scores: number[] = [];
  for (let fold = 0; ; fold++) {
    const score = run.summary[`split${String(fold)}_${column}`];
    if (score === undefined) return scores;
    scores.push(score ?? NaN);
  }
}

export interface ScorerDescription {
  /** The display name: `accuracy`. */
  readonly name: string;
  /** Whether scores are shares of 1, whose differences are shown in percentage points. */
  readonly isShare: boolean;
  /** Whether scores are on the scale of shares or of R², so that differences of one data set mean the same as those of another. */
  readonly hasCommonScale: boolean;
}

/** The name and scale of a scorer. A search with one scorer has the column `score`, whatever it is. */
export function describeScorer(scorer: string, scored: readonly ScoredRun[]): ScorerDescription {
  const scores = scored.flatMap((each) => each.scores).filter((score) => !Number.isNaN(score));
  const isWithin = scores.length > 0 && scores.every((score) => score >= 0 && score <= 1);
  const named = scorer === 'score' ? scored[0]?.run.parameters['scoring'] : scorer;
  if (typeof named === 'string') {
    const isShare = isWithin && named !== 'r2' && !named.startsWith('neg_');
    return { name: named.replaceAll('_', ' '), isShare, hasCommonScale: isShare || named === 'r2' };
  }
  const isRegression = scored.some(({ folds }) =>
    folds.some(({ metrics }) => Object.hasOwn(metrics, 'valid_r2')),
  );
  if (isRegression) return { name: 'R²', isShare: false, hasCommonScale: true };
  return { name: isWithin ? 'accuracy' : 'score', isShare: isWithin, hasCommonScale: isWithin };
}

/** The parameters in which the configurations of a search differ, in their order. */
export function varyingParameters(runs: readonly Run[]): string[] {
  const names = new Set(runs.flatMap(({ parameters }) => Object.keys(parameters)));
  const valueOf = (run: Run, name: string): ParameterValue | undefined =>
    Object.hasOwn(run.parameters, name) ? run.parameters[name] : undefined;
  return [...names].filter((name) =>
    runs.some((run) => !Object.is(valueOf(run, name), valueOf(runs[0]!, name))),
  );
}
