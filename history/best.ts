import type { Direction } from './types.ts';

/** A value worse than every finite one, from which a search for the best starts. */
export function worst(direction: Exclude<Direction, 'none'>): number {
  return direction === 'min' ? Infinity : -Infinity;
}

/**
 * Whether `value` is strictly better than `best`, the best so far (`worst(direction)` before the first value).
 * Ties, NaN, infinities and missing values are never better, and without a direction nothing is.
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

/** The index of the best value by `isBetter`, the first of equals; -1 where no value is finite. */
export function indexOfBest(values: readonly number[], direction: Exclude<Direction, 'none'>): number {
  let [found, best] = [-1, worst(direction)];
  for (const [index, value] of values.entries()) {
    if (!isBetter(value, best, direction)) continue;
    best = value;
    found = index;
  }
  return found;
}
