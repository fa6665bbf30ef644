import type { Table } from '../history/index.ts';
import { inSteps } from './canvas/turns.ts';
import { isQuickToProfile } from './core/columns.ts';
import { prepareTable } from './core/prepare-table.ts';

/**
 * Has a plot show a table: at once, or where it is so large that looking at its columns takes long, after that is done in
 * turns, so that the page can answer in between. Gives back how to leave it.
 */
export function setTable(plot: { table: Table }, table: Table): () => void {
  const show = () => {
    plot.table = table;
  };
  if (!isQuickToProfile(table)) return inSteps(prepareTable(table), show);
  show();
  return () => undefined;
}
