import type { Direction, EpochRecord } from '../../history/index.ts';

/**
 * Tells after each record whether to stop: when the metric has not become better than its best by more than `minDelta`
 * for `patience` epochs in a row, as Keras and skorch have it. NaN and missing values are no improvement.
 */
export function createEarlyStopping(
  metric: string,
  direction: Direction,
  { patience, minDelta }: { readonly patience: number; readonly minDelta: number },
): (record: EpochRecord) => boolean {
  const sign = direction === 'min' ? -1 : 1;
  let best = -Infinity;
  let waited = 0;
  return (record) => {
    const value = record[metric];
    const isBetter = typeof value === 'number' && sign * value > best + minDelta;
    if (isBetter) best = sign * value;
    waited = isBetter ? 0 : waited + 1;
    return waited >= patience;
  };
}
