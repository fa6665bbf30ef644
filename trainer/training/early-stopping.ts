import { isBetter, worst, type Direction, type EpochRecord } from '../../history/index.ts';

/**
 * A function that takes each record and returns whether to stop: when the metric has not improved on its best by more than
 * `minDelta` for `patience` epochs in a row, as in Keras and skorch. NaN, infinities and missing values are no improvement.
 * A metric without a direction is taken to be better when larger.
 */
export function createEarlyStopping(
  metric: string,
  direction: Direction,
  { patience, minDelta }: { readonly patience: number; readonly minDelta: number },
): (record: EpochRecord) => boolean {
  const goal = direction === 'min' ? 'min' : 'max';
  const required = goal === 'min' ? -minDelta : minDelta;
  let best = worst(goal);
  let waited = 0;
  return (record) => {
    const value = record[metric];
    const hasImproved = isBetter(value, best + required, goal);
    if (hasImproved) best = value;
    waited = hasImproved ? 0 : waited + 1;
    return waited >= patience;
  };
}
