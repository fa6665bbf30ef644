import { isBetter, worst, type Direction, type EpochRecord } from '../../history/index.ts';

/**
 * Returns a function that takes each record and returns whether to stop: if the metric has not improved on its best value
 * by more than `minDelta` for `patience` consecutive epochs, as in Keras and skorch. NaN, infinities and missing values
 * are no improvement. A metric without a direction is maximised.
 */
export function createEarlyStopping(
  metric: string,
  direction: Direction,
  { patience, minDelta }: { readonly patience: number; readonly minDelta: number },
): (record: EpochRecord) => boolean {
  const goal = direction === 'min' ? 'min' : 'max';
  const required = goal === 'min' ? -minDelta : minDelta;
  let best = worst(goal);
  let epochsWithoutImprovement = 0;
  return (record) => {
    const value = record[metric];
    const hasImproved = isBetter(value, best + required, goal);
    if (hasImproved) best = value;
    epochsWithoutImprovement = hasImproved ? 0 : epochsWithoutImprovement + 1;
    return epochsWithoutImprovement >= patience;
  };
}
