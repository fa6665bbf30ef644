import { RunSet } from '../runs/run-set.ts';
import type { History } from '../types.ts';
import { buildTable } from './build-table.ts';
import type { Lens } from './lens/lens.ts';
import type { Table } from './table.ts';

/** Which of a run's values stand for the whole run in a row of its own. */
export type RunValue = 'best' | 'last' | { readonly epoch: number };

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
  const steps = tableInSteps(history, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of some milliseconds each, so that a caller can do other things between them. */
export function tableInSteps(history: History, options: TableOptions): Generator<void, Table> {
  const lens = options.rows === 'epochs' ? null : lensOf(options.value);
  return buildTable(RunSet.ofHistory(history), 'withoutBareGroups', lens && { lens, perMetric: new Map() });
}

function lensOf(value: RunValue): Lens {
  if (value === 'best') return { kind: 'best' };
  return value === 'last' ? { kind: 'lastEpoch' } : { kind: 'epoch', epoch: value.epoch };
}
