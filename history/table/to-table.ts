import { RunSet } from '../runs/run-set.ts';
import type { History } from '../types.ts';
import { buildTable } from './build-table.ts';
import type { Lens } from './lens/lens.ts';
import type { Table } from './table.ts';

/** The values of a run in a table with one row per run. */
export type RunValue = 'best' | 'last' | { readonly epoch: number };

/**
 * The rows of a table.
 * - `epochs`: epochs of runs; a run without records has one row.
 * - `runs`: runs, with the metrics of the last epoch, of a given epoch (missing in runs that did not reach it), or the best
 *   value of each metric (the last one for metrics without a direction). Best values are from different epochs, so such
 *   rows have no epoch, duration, flags or batch counts.
 */
export type TableOptions = { readonly rows: 'epochs' } | { readonly rows: 'runs'; readonly value: RunValue };

/**
 * Converts a history to a table: `run` (unique names), parameters, `fold`, `epoch` and `dur`, the metrics of records, each
 * followed by its flag, other values of records, batch counts, and the metrics of the summary, repeated in every row of
 * their run. Column names are unique: a parameter with the name of a metric becomes `loss (parameter)`.
 *
 * A cell is not applicable if the run has no such parameter, metric or record key, and missing if it has the key but no
 * value in this row. NaN and the infinities are values. A run that only groups its folds has no row.
 */
export function toTable(history: History, options: TableOptions): Table {
  const lens = options.rows === 'epochs' ? null : lensOf(options.value);
  const steps = buildTable(
    RunSet.ofHistory(history),
    'withoutBareGroups',
    lens && { lens, perMetric: new Map() },
  );
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function lensOf(value: RunValue): Lens {
  if (value === 'best') return { kind: 'best' };
  return value === 'last' ? { kind: 'lastEpoch' } : { kind: 'epoch', epoch: value.epoch };
}
