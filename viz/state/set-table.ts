import type { Table } from '../../history/index.ts';
import { runInSlices } from '../../history/scheduling/index.ts';
import { isQuickToProfile } from '../core/rows/columns.ts';
import { prepareTable } from '../core/rows/prepare-table.ts';

/**
 * Sets the table of a plot: synchronously, or, if profiling its columns takes long, after profiling in slices so that the
 * page stays responsive. Returns a cleanup function.
 */
export function setTable(plot: { table: Table }, table: Table): () => void {
  const show = () => {
    plot.table = table;
  };
  if (!isQuickToProfile(table)) return runInSlices(prepareTable(table), show);
  show();
  return () => undefined;
}
