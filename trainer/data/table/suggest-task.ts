import type { TableCell } from './types.ts';

/** Whole numbers with at most this many different values are taken for classes. */
const MAX_WHOLE_CLASSES = 20;

/** The task for which a column of these cells is a target: classes are texts, or whole numbers of few different values. */
export function suggestTask(cells: readonly TableCell[]): 'classification' | 'regression' {
  const present = cells.filter((cell) => cell !== null);
  if (present.some((cell) => typeof cell === 'string')) return 'classification';
  const isWhole = present.every((cell) => Number.isInteger(cell));
  return isWhole && new Set(present).size <= MAX_WHOLE_CLASSES ? 'classification' : 'regression';
}
