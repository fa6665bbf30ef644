import { mean, populationStdDev, rankScores } from '../../history/index.ts';
import type { Dictionary, MetricDefinition, Run, RunStatus } from '../../history/index.ts';
import { configParameters } from '../config.ts';
import { describeRepeats } from './plan.ts';
import type { EarlierFolds, PlannedCandidate, SearchPlan } from './plan.ts';
import type { ScorerName } from '../config/choices.ts';

/** The name of a scorer in columns: `score` if it is the only one, as in scikit-learn. */
export function columnOfScorer(scorer: ScorerName, scoring: readonly ScorerName[]): string {
  return scoring.length === 1 ? 'score' : scorer;
}

/** The names of a fold's scores in its run's summary: `test_score`, `train_accuracy`, … */
export function scoreColumns({
  scoring,
  trainScores,
}: Pick<SearchPlan, 'scoring' | 'trainScores'>): string[] {
  return scoring.flatMap((scorer) => {
    const column = columnOfScorer(scorer, scoring);
    return trainScores ? [`train_${column}`, `test_${column}`] : [`test_${column}`];
  });
}

/** The run that represents a candidate, with a summary over its folds and no records. */
export function createParent(
  candidate: PlannedCandidate,
  plan: SearchPlan,
  started: string | null,
  backend: string,
): Run {
  const { config, id, name } = candidate;
  return {
    id,
    name,
    status: 'running',
    source: { format: 'heddle', file: null },
    parent: null,
    fold: null,
    started,
    parameters: {
      ...configParameters(config),
      rows: plan.rows,
      folds: plan.splits,
      ...describeRepeats(plan),
      ...(plan.foldKind === null ? {} : { fold_kind: plan.foldKind }),
      ...(isDefaultScoring(plan.scoring) ? {} : { scoring: plan.scoring.join(',') }),
      backend,
    },
    metrics: summaryMetrics(plan),
    records: [],
    summary: {},
  };
}

/** The defaults have names of their own where `score` is shown. */
const isDefaultScoring = (scoring: readonly ScorerName[]) =>
  scoring.length === 1 && (scoring[0] === 'accuracy' || scoring[0] === 'r2');

/** The columns of scikit-learn's `cv_results_`, with the mean test score and its rank last. */
function summaryMetrics(plan: SearchPlan): Dictionary<MetricDefinition> {
  const none = { direction: 'none' } as const;
  const max = { direction: 'max' } as const;
  const scores = scoreColumns(plan).flatMap((column) => [
    ...Array.from({ length: plan.splits }, (_, fold) => [splitColumn(fold, column), max] as const),
    [`std_${column}`, none] as const,
    [`mean_${column}`, max] as const,
    ...(column.startsWith('test_') ? [[`rank_${column}`, { direction: 'min' }] as const] : []),
  ]);
  return {
    mean_fit_time: none,
    std_fit_time: none,
    mean_score_time: none,
    std_score_time: none,
    ...Object.fromEntries(scores),
  };
}

/** The run of a candidate that was trained before, with the folds that are planned now: its ranks are those of another search. */
export function continueParent({ run }: EarlierFolds, plan: SearchPlan): Run {
  return {
    ...run,
    status: 'running',
    parameters: { ...run.parameters, folds: plan.splits, ...describeRepeats(plan) },
    metrics: { ...run.metrics, ...summaryMetrics(plan) },
    summary: {},
  };
}

/**
 * Updates the summary of the parent from the runs of its folds, in their order; means and standard deviations only once
 * all have ended. A stopped fold has no scores; a failed or diverged one has NaN.
 */
export function summariseFolds(parent: Run, folds: readonly (Run | undefined)[], plan: SearchPlan): Run {
  const ended = folds.filter((run): run is Run => run !== undefined && run.status !== 'running');
  const columns = scoreColumns(plan);
  const known = columns.flatMap((column) =>
    folds.flatMap((run, fold): [string, number][] => {
      const value = run?.summary[column];
      return typeof value === 'number' ? [[splitColumn(fold, column), value]] : [];
    }),
  );
  if (ended.length < plan.splits) return { ...parent, summary: Object.fromEntries(known) };
  const status = statusOf(ended);
  if (status === 'stopped') return { ...parent, status, summary: Object.fromEntries(known) };

  const valuesOf = (column: string) => ended.map(({ summary }) => summary[column] ?? NaN);
  const aggregates = (column: string): [string, number][] => [
    [`mean_${column}`, mean(valuesOf(column))],
    [`std_${column}`, populationStdDev(valuesOf(column))],
  ];
  const summary = Object.fromEntries([
    ...aggregates('fit_time'),
    ...aggregates('score_time'),
    ...known,
    ...columns.flatMap(aggregates),
  ]);
  return { ...parent, status, summary };
}

function statusOf(folds: readonly Run[]): RunStatus {
  const statuses = folds.map(({ status }) => status);
  if (statuses.includes('stopped')) return 'stopped';
  return statuses.every((status) => status === 'failed') ? 'failed' : 'completed';
}

/** Adds the ranks by each scorer to the parents; stopped ones are not ranked. */
export function rankParents(parents: readonly Run[], plan: SearchPlan): Run[] {
  const ended = parents.filter(({ status }) => status === 'completed' || status === 'failed');
  const tests = scoreColumns(plan).filter((column) => column.startsWith('test_'));
  const ranks = tests.map((column) => {
    return [`rank_${column}`, rankScores(ended.map(({ summary }) => summary[`mean_${column}`]!))] as const;
  });
  return parents.map((parent) => {
    const place = ended.indexOf(parent);
    if (place < 0) return parent;
    const own = ranks.map(([column, values]) => [column, values[place]!] as const);
    return { ...parent, summary: { ...parent.summary, ...Object.fromEntries(own) } };
  });
}

/**
 * Reduces the parameters of the candidates' runs to those that were searched over, the `param_` columns of `cv_results_`.
 * A parameter that does not apply to a candidate has no key.
 */
export function searchedParameters(plan: SearchPlan, runs: readonly Run[]): Run[] {
  const params = new Map(plan.candidates.map((candidate) => [candidate.id, candidate.params]));
  return runs.map((run) => ({ ...run, parameters: params.get(run.id) ?? run.parameters }));
}

function splitColumn(fold: number, column: string): string {
  return `split${String(fold)}_${column}`;
}
