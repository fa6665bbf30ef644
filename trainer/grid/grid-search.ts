import type { Run } from '../../history/index.ts';
import type { TrainConfig } from '../config.ts';
import { allRows, checkDataset } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import { measureScaling } from '../data/standardise.ts';
import { stratifiedFolds } from '../data/stratified-folds.ts';
import { nameConfigs } from '../sweep.ts';
import type { RunContext } from '../training/train-run.ts';
import type { TrainProgress } from '../training/types.ts';
import { crossValidate } from './cross-validate.ts';
import { rankScores } from './scores.ts';

/** How far a search has come: `fit` of `fits` networks is being trained. */
export interface GridProgress extends TrainProgress {
  /** Counted from 1. */
  readonly fit: number;
  readonly fits: number;
}

export interface GridSearchOptions {
  readonly configs: readonly TrainConfig[];
  /** Whole number of at least 2. */
  readonly folds: number;
  readonly dataset: Dataset;
  readonly context: Omit<RunContext, 'onProgress'> & {
    readonly onProgress?: (progress: GridProgress) => void;
  };
}

/**
 * scikit-learn's `GridSearchCV(cv=folds, scoring='accuracy', refit=False)`: each configuration is trained on each of
 * the stratified, unshuffled folds, configuration by configuration. Yields every run as it grows, each a new object: a
 * parent for each configuration and its folds' runs. At the end the parents come once more, ranked. A search that is
 * stopped ranks the configurations that it finished.
 *
 * @throws {Error} when the data set is no good or has too few rows for the folds
 */
export async function* gridSearch(options: GridSearchOptions): AsyncGenerator<Run, void, void> {
  const { configs, folds, dataset, context } = options;
  checkDataset(dataset);
  const splits = stratifiedFolds(dataset.labels, folds, allRows(dataset));
  const names = nameConfigs(configs);
  const counted = countFits(context, configs.length * folds);
  const finished: Run[] = [];
  for (const [i, config] of configs.entries()) {
    const scaling = measureScaling(dataset, config.standardise);
    const parent = yield* crossValidate(config, dataset, splits, scaling, counted, names[i]!);
    if (parent.status === 'stopped') break;
    finished.push(parent);
  }
  yield* rank(finished);
}

function rank(parents: readonly Run[]): Run[] {
  const ranks = rankScores(parents.map(({ summary }) => summary['mean_test_score'] as number));
  return parents.map((parent, i) => ({
    ...parent,
    summary: { ...parent.summary, rank_test_score: ranks[i]! },
  }));
}

/** Counts the fits by their first batches. */
function countFits({ onProgress, ...context }: GridSearchOptions['context'], fits: number): RunContext {
  let fit = 0;
  return {
    ...context,
    onProgress: (progress) => {
      if (progress.epoch === 1 && progress.batch === 1) fit++;
      onProgress?.({ ...progress, fit, fits });
    },
  };
}
