import { expect, it } from 'vitest';
import { pairMetrics, type RecordedMetric } from '../../../history/index.ts';
import { orderPairs } from '../../../src/page/curves/order-pairs.ts';

const metrics: RecordedMetric[] = [
  { name: 'dead_1', direction: 'none' },
  { name: 'train_loss', direction: 'min' },
  { name: 'grad_1', direction: 'none' },
  { name: 'valid_loss', direction: 'min' },
  { name: 'valid_acc', direction: 'max' },
];
const pairs = pairMetrics(metrics.map(({ name }) => name));

it.each([
  ['without an objective', null, ['valid_loss', 'valid_acc', 'dead_1', 'grad_1']],
  ['of a metric', 'valid_acc', ['valid_acc', 'valid_loss', 'dead_1', 'grad_1']],
  ['of the training half of a pair', 'train_loss', ['valid_loss', 'valid_acc', 'dead_1', 'grad_1']],
  ['of a diagnostic', 'grad_1', ['grad_1', 'valid_loss', 'valid_acc', 'dead_1']],
  ['that has no curve', 'test_score', ['valid_loss', 'valid_acc', 'dead_1', 'grad_1']],
])('shows metrics with a direction before diagnostics, the objective %s first', (_, objective, names) => {
  expect(orderPairs(pairs, metrics, objective).map(({ name }) => name)).toEqual(names);
});
