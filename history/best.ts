import type { Direction } from './types.ts';

/** Returns a value worse than every finite one: the start of a search for the best. */
export function worst(direction: Exclude<Direction, 'none'>): number {
  return direction === 'min' ? Infinity : -Infinity;
}

/**
 * Whether `value` is strictly better than `best`, the best so far (`worst(direction)` before the first value).
 * Ties, NaN, infinities and missing values are never better; neither is any value without a direction.
 */
export function isBetter(value: unknown, best: number, direction: Direction): value is number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  switch (direction) {
    case 'min':
      return value < best;
    case 'max':
      return value > best;
    case 'none':
      return false;
  }
}

/** Returns the index of the best value by `isBetter`, the first of ties; -1 if no value is finite. */
export function indexOfBest(values: readonly number[], direction: Exclude<Direction, 'none'>): number {
  let [found, best] = [-1, worst(direction)];
  for (const [index, value] of values.entries()) {
    if (!isBetter(value, best, direction)) continue;
    best = value;
    found = index;
  }
  return found;
}
