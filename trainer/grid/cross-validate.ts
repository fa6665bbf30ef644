import type { Dictionary, MetricDefinition, Run } from '../../history/index.ts';
import type { TrainConfig } from '../config.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Scaling } from '../data/standardise.ts';
import type { Split } from '../data/stratified-folds.ts';
import { accuracy } from '../training/predict.ts';
import { trainRun } from '../training/train-run.ts';
import type { RunContext } from '../training/train-run.ts';
import type { TrainResult } from '../training/types.ts';
import { createParent, summarise } from './parent.ts';
import type { FoldScore } from './parent.ts';

const FOLD_METRICS: Dictionary<MetricDefinition> = {
  fit_time: { direction: 'none' },
  score_time: { direction: 'none' },
  test_score: { direction: 'max' },
};

/**
 * Trains one configuration on every split and scores it on the rows held out. Within the training rows of a split the
 * run keeps its own validation set apart. Yields the parent run and the folds' runs as they grow, each a new object;
 * the parent comes first and, with its summary, last.
 *
 * @param scaling measured on all rows before any split, as the notebook does
 * @returns the parent, stopped where a fold was stopped
 */
export async function* crossValidate(
  config: TrainConfig,
  dataset: Dataset,
  splits: readonly Split[],
  scaling: Scaling,
  context: RunContext,
  name: string,
): AsyncGenerator<Run, Run, void> {
  let parent = createParent(config, dataset, splits.length, name, context.identify());
  yield parent;
  const scores: FoldScore[] = [];
  try {
    for (const [fold, split] of splits.entries()) {
      const place = {
        name: `${name} fold ${String(fold)}`,
        parent: parent.id,
        fold,
        selection: { rows: split.train, scaling },
      };
      const score = yield* scoreFold(
        trainRun(config, dataset, context, place),
        dataset,
        split.test,
        context.clock,
      );
      if (score === null) break;
      scores.push(score);
    }
  } catch (error) {
    yield { ...summarise(parent, scores), status: 'failed' };
    throw error;
  }
  parent = { ...summarise(parent, scores), status: scores.length < splits.length ? 'stopped' : 'completed' };
  yield parent;
  return parent;
}

/** Passes a fold's run on; the last time with its scores. */
async function* scoreFold(
  runs: AsyncGenerator<Run, TrainResult, void>,
  dataset: Dataset,
  testRows: Uint32Array,
  clock: () => number,
): AsyncGenerator<Run, FoldScore | null, void> {
  const began = clock();
  let next = await runs.next();
  let last: Run | undefined;
  for (; !next.done; next = await runs.next()) {
    last = next.value;
    yield last;
  }
  const { status, model } = next.value;
  if (status === 'stopped') return null;
  const fitted = clock();
  const testScore = status === 'diverged' ? NaN : await accuracy(model, dataset, testRows);
  const score = { testScore, fitTime: (fitted - began) / 1000, scoreTime: (clock() - fitted) / 1000 };
  yield {
    ...last!,
    metrics: { ...last!.metrics, ...FOLD_METRICS },
    summary: { fit_time: score.fitTime, score_time: score.scoreTime, test_score: testScore },
  };
  return score;
}
