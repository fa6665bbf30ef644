import { objectiveOf, type Objective } from '../../../analysis/index.ts';
import type { PlotState } from '../../../viz/index.ts';

/** The objective of a plot and the direction in which it is better; null if that is not known. */
export function goalOf({ table, target }: Pick<PlotState, 'table' | 'target'>) {
  const column = table.columns.find(({ name }) => name === target);
  if (column === undefined || column.direction === 'none') return null;
  return { metric: column.name, direction: column.direction };
}

/**
 * The objective of a plot for which none was chosen, and why; null if there is none. It is found among the axes, as the
 * target of the plot is.
 */
export function guessedObjective({ table, axes }: Pick<PlotState, 'table' | 'axes'>): Objective | null {
  return objectiveOf(axes.flatMap((name) => table.columns.find((column) => column.name === name) ?? []));
}
