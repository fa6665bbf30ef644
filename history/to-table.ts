import { columnOfSegments } from './column.ts';
import { planColumns } from './plan.ts';
import { shownRuns } from './shown-run.ts';
import type { RunValue } from './shown-run.ts';
import type { Table } from './table.ts';
import type { History } from './types.ts';

/**
 * What a row stands for.
 * - `epochs`: one epoch of a run; a run without records still has one row.
 * - `runs`: a whole run, with the metrics of its last epoch, of the epoch of that number (missing in runs that did not
 *   get there), or each at its own best (the last value where a metric has no direction). Bests are of different
 *   epochs, so their rows have no epoch, duration, flags or batch counts.
 */
export type TableOptions = { readonly rows: 'epochs' } | { readonly rows: 'runs'; readonly value: RunValue };

/**
 * The history as columns: `run` (names made unique), parameters, `fold`, `epoch` and `dur`, the records' metrics each
 * with its flag after it, whatever else records hold, batch counts, and the metrics of the summary, which stand in
 * every row of their run. Column names are unique: a parameter named like a metric becomes `loss (parameter)`.
 *
 * A cell is not applicable where the run has no such parameter, metric or record key at all, and missing where it has
 * but without a value here. NaN and infinities are values. A run that only groups its folds has no row.
 */
export function toTable(history: History, options: TableOptions): Table {
  const shown = shownRuns(history, options.rows === 'epochs' ? null : options.value);
  const length = shown.reduce((sum, each) => sum + each.length, 0);
  const runIndex = new Uint32Array(length);
  const recordIndex = new Int32Array(length).fill(-1);
  let row = 0;
  for (const { index, length: rows, isByRecord } of shown) {
    runIndex.fill(index, row, row + rows);
    if (isByRecord) for (let i = 0; i < rows; i++) recordIndex[row + i] = i;
    row += rows;
  }
  const plan = planColumns(shown, options.rows === 'runs' && options.value === 'best');
  const columns = plan.map(({ cells, ...head }) => columnOfSegments(head, shown.map(cells)));
  return { length, columns, runIndex, recordIndex };
}
