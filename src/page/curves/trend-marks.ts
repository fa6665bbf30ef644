import { trendsOf } from '../../../analysis/index.ts';
import { pairMetrics, recordedMetrics, seriesOf, type RunSet } from '../../../history/index.ts';
import { formatValue, type CurveMark } from '../../../viz/index.ts';

/** Marks of more runs than this would hide the curves, and would not be read. */
const MAX_MARKED = 30;

/** Where the held-out metrics of runs turn or diverge, as marks on their curves by epoch, by metric. */
export function trendMarks(set: RunSet, runs: readonly number[]): ReadonlyMap<string, readonly CurveMark[]> {
  const marks = new Map<string, readonly CurveMark[]>();
  if (runs.length > MAX_MARKED) return marks;
  const metrics = recordedMetrics(set, runs);
  const directions = new Map(metrics.map(({ name, direction }) => [name, direction]));
  for (const { name, train } of pairMetrics(metrics.map((metric) => metric.name))) {
    const direction = directions.get(name);
    if (train === null || direction === undefined || direction === 'none') continue;
    const trends = trendsOf({
      valid: seriesOf(set, name, 'epoch', runs),
      train: seriesOf(set, train, 'epoch', runs),
      direction,
    });
    const found = trends.flatMap(({ run, overfitting, divergence }): CurveMark[] => {
      const markAt = (x: number, kind: string, text: string) => ({ run, x, kind, text });
      return [
        ...(overfitting === null
          ? []
          : [
              markAt(
                overfitting.epoch,
                'overfitting',
                `overfits from epoch ${formatValue(overfitting.epoch)}`,
              ),
            ]),
        ...(divergence === null
          ? []
          : [markAt(divergence.epoch, 'divergence', `diverges from epoch ${formatValue(divergence.epoch)}`)]),
      ];
    });
    if (found.length > 0) marks.set(name, found);
  }
  return marks;
}
