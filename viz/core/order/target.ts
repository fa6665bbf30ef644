import { objectiveOf } from '../../../analysis/index.ts';
import type { Column } from '../../../history/index.ts';

/** The column that runs are compared by, among columns in axis order: see `objectiveOf`. */
export function targetOf(columns: readonly Column[]): Column | undefined {
  const objective = objectiveOf(columns);
  return columns.find(({ name }) => name === objective?.metric);
}

/** Whether runs can be compared by this column: a metric, or a column for which more or less is better. */
export function isObjective({ role, direction }: Column): boolean {
  return role === 'metric' || direction !== 'none';
}

/** The columns with the target at the end, if it is an objective; all others in their order. */
export function withTargetLast(columns: readonly Column[]): Column[] {
  const target = targetOf(columns);
  if (target === undefined || !isObjective(target)) return [...columns];
  return [...columns.filter((column) => column !== target), target];
}
