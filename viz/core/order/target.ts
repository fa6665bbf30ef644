import { objectiveOf } from '../../../analysis/index.ts';
import type { Column, Table } from '../../../history/index.ts';

/**
 * The column that runs are compared by, among columns in axis order: the objective if it was chosen and is among them, else
 * by `objectiveOf`.
 */
export function targetOf(columns: readonly Column[], chosen?: string): Column | undefined {
  const found = columns.find(({ name }) => name === chosen);
  if (found !== undefined) return found;
  const objective = objectiveOf(columns);
  return columns.find(({ name }) => name === objective?.metric);
}

/** Whether runs can be compared by this column: a metric, or a column for which more or less is better. */
export function isObjective({ role, direction }: Column): boolean {
  return role === 'metric' || direction !== 'none';
}

/** The columns with the target at the end, if it is an objective; all others in their order. */
export function withTargetLast(columns: readonly Column[], chosen?: string): Column[] {
  const target = targetOf(columns, chosen);
  if (target === undefined || (target.name !== chosen && !isObjective(target))) return [...columns];
  return [...columns.filter((column) => column !== target), target];
}

/** The table with the direction of an objective, if it was chosen. All other columns are the same objects. */
export function withDirection(
  table: Table,
  objective: { readonly metric: string; readonly direction?: 'min' | 'max' | undefined } | undefined,
): Table {
  const at = table.columns.findIndex(({ name }) => name === objective?.metric);
  const direction = objective?.direction;
  if (direction === undefined || at < 0 || table.columns[at]!.direction === direction) return table;
  return { ...table, columns: table.columns.with(at, { ...table.columns[at]!, direction }) };
}
