import { trendsOf } from '../../../analysis/index.ts';
import { pairMetrics, recordedMetrics, seriesOf, type RunSet } from '../../../history/index.ts';

/**
 * The epoch from which a run overfits: where its held-out metric turns while the training metric goes on improving. Null if
 * it does not, or has no such pair of metrics.
 * @param preferred the metric that is looked at if it has a training metric; else a loss, else the first that has one
 */
export function turningEpoch(set: RunSet, run: number, preferred: string | null): number | null {
  const metrics = recordedMetrics(set, [run]);
  const directions = new Map(metrics.map(({ name, direction }) => [name, direction]));
  const pairs = pairMetrics(metrics.map(({ name }) => name)).filter(
    ({ name, train }) => train !== null && directions.get(name) !== 'none',
  );
  const pair =
    pairs.find(({ name }) => name === preferred) ?? pairs.find(({ name }) => /loss/i.test(name)) ?? pairs[0];
  const direction = directions.get(pair?.name ?? '');
  if (!pair?.train || direction === undefined || direction === 'none') return null;
  const [trends] = trendsOf({
    valid: seriesOf(set, pair.name, 'epoch', [run]),
    train: seriesOf(set, pair.train, 'epoch', [run]),
    direction,
  });
  return trends?.overfitting?.epoch ?? null;
}
