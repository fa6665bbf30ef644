import type { MetricPair, RecordedMetric } from '../../../history/index.ts';

/**
 * Pairs in the order in which they are shown: the one of the objective, those that say whether training went well
 * (metrics with a direction), then diagnostics. Otherwise the order stays.
 */
export function orderPairs(
  pairs: readonly MetricPair[],
  metrics: readonly RecordedMetric[],
  objective: string | null,
): MetricPair[] {
  const directed = new Set(metrics.filter(({ direction }) => direction !== 'none').map(({ name }) => name));
  const rankOf = ({ name, train }: MetricPair) => {
    if (objective !== null && (name === objective || train === objective)) return 0;
    return directed.has(name) || (train !== null && directed.has(train)) ? 1 : 2;
  };
  return pairs.toSorted((a, b) => rankOf(a) - rankOf(b));
}
