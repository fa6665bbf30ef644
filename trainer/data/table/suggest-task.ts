import type { TableCell } from './types.ts';

/** Integers with at most this many distinct values are taken as classes. */
const MAX_WHOLE_CLASSES = 20;

/** The likely task for a target column: classification for texts, or for integers with few distinct values. */
export function suggestTask(cells: readonly TableCell[]): 'classification' | 'regression' {
  const present = cells.filter((cell) => cell !== null);
  if (present.some((cell) => typeof cell === 'string')) return 'classification';
  const isWhole = present.every((cell) => Number.isInteger(cell));
  return isWhole && new Set(present).size <= MAX_WHOLE_CLASSES ? 'classification' : 'regression';
}
