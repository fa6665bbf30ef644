import { objectiveOf } from '../../../analysis/index.ts';
import type { Column } from '../../../history/index.ts';

/** The column that runs are compared by, among columns in axis order: see `objectiveOf`. */
export function targetOf(columns: readonly Column[]): Column | undefined {
  const objective = objectiveOf(columns);
  return columns.find(({ name }) => name === objective?.metric);
}
