import { getBackend } from '@tensorflow/tfjs-core';
import type { Dictionary, MetricDefinition, Run } from '../../history/index.ts';
import { configParameters } from '../config.ts';
import type { TrainConfig } from '../config.ts';
import type { Dataset } from '../data/dataset.ts';
import type { RunIdentity } from '../training/train-run.ts';
import { mean, populationDeviation } from './scores.ts';

/** What came of one fold. Times in seconds. */
export interface FoldScore {
  /** Accuracy on the rows held out; NaN when training diverged. */
  readonly testScore: number;
  readonly fitTime: number;
  readonly scoreTime: number;
}

/** The run that stands for a configuration: no records of its own, one summary over its folds. */
export function createParent(
  config: TrainConfig,
  dataset: Dataset,
  folds: number,
  name: string,
  identity: RunIdentity,
): Run {
  return {
    id: identity.id,
    name,
    status: 'running',
    source: { format: 'heddle', file: null },
    parent: null,
    fold: null,
    started: identity.started,
    parameters: { ...configParameters(config), rows: dataset.count, folds, backend: getBackend() },
    metrics: summaryMetrics(folds),
    records: [],
    summary: {},
  };
}

/** scikit-learn's columns of `cv_results_`, the score that decides and its rank last. */
function summaryMetrics(folds: number): Dictionary<MetricDefinition> {
  const splits = Array.from(
    { length: folds },
    (_, fold) => [splitScore(fold), { direction: 'max' }] as const,
  );
  return {
    mean_fit_time: { direction: 'none' },
    std_fit_time: { direction: 'none' },
    mean_score_time: { direction: 'none' },
    std_score_time: { direction: 'none' },
    ...Object.fromEntries(splits),
    std_test_score: { direction: 'none' },
    mean_test_score: { direction: 'max' },
    rank_test_score: { direction: 'min' },
  };
}

/** The parent with what is known from the folds that are done; means and deviations only once all are. */
export function summarise(parent: Run, scores: readonly FoldScore[]): Run {
  const testScores = scores.map(({ testScore }) => testScore);
  const splits = Object.fromEntries(testScores.map((score, fold) => [splitScore(fold), score]));
  if (scores.length < Number(parent.parameters['folds'])) return { ...parent, summary: splits };
  const fitTimes = scores.map(({ fitTime }) => fitTime);
  const scoreTimes = scores.map(({ scoreTime }) => scoreTime);
  return {
    ...parent,
    summary: {
      mean_fit_time: mean(fitTimes),
      std_fit_time: populationDeviation(fitTimes),
      mean_score_time: mean(scoreTimes),
      std_score_time: populationDeviation(scoreTimes),
      ...splits,
      std_test_score: populationDeviation(testScores),
      mean_test_score: mean(testScores),
    },
  };
}

function splitScore(fold: number): string {
  return `split${String(fold)}_test_score`;
}
