import type { Column } from '../history/index.ts';

/** Whether a cell holds a word or a finite number: neither missing nor not applicable, NaN or an infinity. */
export function hasValue(column: Column, row: number): boolean {
  if (column.absence?.[row]) return false;
  return column.kind === 'category' || Number.isFinite(column.values[row]);
}
