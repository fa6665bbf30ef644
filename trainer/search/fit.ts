import type { Dictionary, MetricDefinition, Run } from '../../history/index.ts';
import { configParameters } from '../config.ts';
import type { Dataset } from '../data/dataset.ts';
import { scalingOf } from '../data/standardise.ts';
import { modelOutputs, outputWidth } from '../training/predict.ts';
import { trainRun } from '../training/train-run.ts';
import type { RunContext } from '../training/train-run.ts';
import type { TrainedModel, TrainResult } from '../training/types.ts';
import { columnOfScorer, scoreColumns } from './parent.ts';
import type { FitJob, FoldJob } from './plan.ts';
import { scorers } from './scorers.ts';

export interface FitContext extends RunContext {
  /** Milliseconds that the fit had taken before it was interrupted; default 0. */
  readonly elapsed?: number;
  /** Called with the trained network, before its run ends. */
  readonly onModel?: (model: TrainedModel) => void;
}

/**
 * Trains a job and yields its run as it grows, each time as a new object. A fold is scored on its held-out rows, and its
 * run ends with a summary of the scores and of the seconds for training and scoring; the scores are NaN if it diverged.
 * The run of a fold holds out its own validation set from the training rows of the fold.
 *
 * @throws errors of training, after yielding the run as failed, with NaN scores for a fold
 */
export async function* runFit(
  job: FitJob,
  dataset: Dataset,
  context: FitContext,
): AsyncGenerator<Run, void, void> {
  const { config, fold, name } = job;
  if (!fold) {
    yield* trainWhole(job, dataset, context);
    return;
  }
  const { clock, elapsed = 0 } = context;
  const began = clock() - elapsed;
  const selection = { rows: fold.split.train, scaling: scalingOf(dataset, config.standardise) };
  const parameters = fold.repeatParameters;
  const place = { name, parent: fold.parent, fold: fold.number, selection, parameters };
  const runs = trainRun(config, dataset, context, place);
  let last: Run | undefined;
  let next: IteratorResult<Run, TrainResult>;
  try {
    while (!(next = await runs.next()).done) {
      last = next.value;
      // The ended run is yielded below, with its scores.
      if (last.status === 'running') yield last;
    }
  } catch (error) {
    if (last) yield withScores(last, fold, { fit_time: secondsSince(began, clock), score_time: 0 });
    throw error;
  }
  const { status, model } = next.value;
  context.onModel?.(model);
  if (status === 'stopped') {
    yield last!;
    return;
  }
  const fit_time = secondsSince(began, clock);
  const scoring = clock();
  const scores = status === 'diverged' ? {} : await scoreModel(model, dataset, fold);
  yield withScores(last!, fold, { fit_time, score_time: secondsSince(scoring, clock), ...scores });
}

/** Trains on all rows. The final state of the run is yielded after its model has been reported. */
async function* trainWhole(
  { config, name, parent, initial, epochsBefore }: FitJob,
  dataset: Dataset,
  context: FitContext,
): AsyncGenerator<Run, void, void> {
  const place = { name, ...(parent === undefined ? {} : { parent }) };
  const start = {
    ...(initial ? { initial } : {}),
    ...(epochsBefore === undefined ? {} : { epochsBefore }),
  };
  const runs = trainRun(config, dataset, { ...context, ...start }, place);
  let ended: Run | null = null;
  let next: IteratorResult<Run, TrainResult>;
  try {
    while (!(next = await runs.next()).done) {
      const { status } = next.value;
      if (status === 'running' || status === 'failed') yield next.value;
      else ended = next.value;
    }
  } finally {
    await runs.return(undefined as never);
  }
  context.onModel?.(next.value.model);
  yield ended!;
}

/**
 * The run of a job that failed outside its training, with the records so far, and NaN scores for a fold.
 *
 * @param run undefined if it never started
 */
export function failedRun(job: FitJob, run: Run | undefined): Run {
  const failed: Run = { ...(run ?? emptyRun(job)), status: 'failed' };
  return job.fold ? withScores(failed, job.fold, { fit_time: NaN, score_time: NaN }) : failed;
}

function emptyRun({ id, name, config, fold, parent }: FitJob): Run {
  return {
    id,
    name,
    status: 'running',
    source: { format: 'heddle', file: null },
    parent: fold?.parent ?? parent ?? null,
    fold: fold?.number ?? null,
    started: null,
    parameters: { ...configParameters(config), ...fold?.repeatParameters },
    metrics: {},
    records: [],
    summary: {},
  };
}

async function scoreModel(model: TrainedModel, dataset: Dataset, fold: FoldJob): Promise<Dictionary<number>> {
  const parts = [['test', fold.split.test] as const];
  const all = fold.trainScores ? [...parts, ['train', fold.split.train] as const] : parts;
  const scores: [string, number][] = [];
  for (const [part, rows] of all) {
    const outputs = await modelOutputs(model, dataset, rows);
    const truths = dataset.targets ?? dataset.labels;
    const truth = Array.from(rows, (row) => truths[row]!);
    for (const scorer of fold.scoring) {
      const column = `${part}_${columnOfScorer(scorer, fold.scoring)}`;
      scores.push([column, scorers[scorer].score({ truth, outputs, width: outputWidth(model) })]);
    }
  }
  return Object.fromEntries(scores);
}

function withScores(run: Run, fold: FoldJob, known: Dictionary<number>): Run {
  const columns = scoreColumns(fold);
  const metrics: Dictionary<MetricDefinition> = Object.fromEntries([
    ['fit_time', { direction: 'none' }],
    ['score_time', { direction: 'none' }],
    ...columns.map((column) => [column, { direction: 'max' }]),
  ]);
  const scores = columns.map((column) => [column, known[column] ?? NaN]);
  const { fit_time, score_time } = known;
  const times = { fit_time: fit_time!, score_time: score_time! };
  const summary = { ...run.summary, ...times, ...Object.fromEntries(scores) };
  return { ...run, metrics: { ...run.metrics, ...metrics }, summary };
}

function secondsSince(began: number, clock: () => number): number {
  return (clock() - began) / 1000;
}
