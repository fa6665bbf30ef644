import type { Dictionary, MetricDefinition } from '../../history/index.ts';
import type { Dataset } from '../data/dataset.ts';
import { evaluate } from './evaluate.ts';
import type { TrainResult } from './types.ts';

/** The metrics in the summary of a run whose data set has a test set. */
export const TEST_METRICS: Dictionary<MetricDefinition> = {
  test_loss: { direction: 'min' },
  test_acc: { direction: 'max' },
};

/**
 * What the model, as training left it, scores on the test set: the only time that these rows are looked at.
 *
 * @returns the summary's part; empty when training diverged
 */
export async function scoreOnTest(
  { status, model }: TrainResult,
  test: Dataset,
  clock: () => number,
): Promise<Dictionary<number>> {
  if (status === 'diverged') return {};
  const { loss, accuracy } = await evaluate(model, test, clock);
  return { test_loss: loss, test_acc: accuracy };
}
