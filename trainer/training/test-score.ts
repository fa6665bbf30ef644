import type { Dictionary, MetricDefinition } from '../../history/index.ts';
import type { Dataset } from '../data/dataset.ts';
import { evaluate } from './evaluate.ts';
import { createObjective } from './objective.ts';
import type { TrainResult } from './types.ts';

/** The metrics in the summary of a run whose data set has a test set: `test_loss`, then `test_acc` or `test_rmse` and `test_r2`. */
export function testMetrics(dataset: Dataset): Dictionary<MetricDefinition> {
  const scores = Object.entries(createObjective(dataset).scoreMetrics);
  return {
    test_loss: { direction: 'min' },
    ...Object.fromEntries(scores.map(([name, definition]) => [`test_${name}`, definition])),
  };
}

/**
 * Scores the trained model on the test set, which is used nowhere else.
 *
 * @returns values for the summary; empty if training diverged
 */
export async function scoreOnTest(
  { status, model }: TrainResult,
  test: Dataset,
  clock: () => number,
): Promise<Dictionary<number>> {
  if (status === 'diverged') return {};
  const { loss, scores } = await evaluate(model, test, clock);
  const entries = Object.entries(scores).map(([name, value]) => [`test_${name}`, value] as const);
  return { test_loss: loss, ...Object.fromEntries(entries) };
}
