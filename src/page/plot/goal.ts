import type { PlotState } from '../../../viz/index.ts';

/** The objective of a plot and the direction in which it is better; null if that is not known. */
export function goalOf({ table, target }: Pick<PlotState, 'table' | 'target'>) {
  const column = table.columns.find(({ name }) => name === target);
  if (column === undefined || column.direction === 'none') return null;
  return { metric: column.name, direction: column.direction };
}
