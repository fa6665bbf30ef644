import { columnOfSegments } from './column.ts';
import { recordsAt, runFoldAt, runIdAt, runNameAt, runParentAt, shapeAt } from '../runs/run-list.ts';
import type { RunColumns } from '../runs/run-list.ts';
import { partsOfRuns } from '../runs/run-parts.ts';
import type { RunPart } from '../runs/run-parts.ts';
import { planColumns } from './plan.ts';
import { showColumns } from './shown-columns.ts';
import { showRun } from './shown-run.ts';
import type { RunValue, ShownRuns } from './shown-run.ts';
import type { Column, Table } from './table.ts';
import type { History } from '../types.ts';

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

/** The same in steps of some milliseconds each, so that whoever makes a large table may do other things between them. */
export function* tableInSteps(history: History, options: TableOptions): Generator<void, Table> {
  const shown = yield* shownRuns(history, options.rows === 'epochs' ? null : options.value);
  const length = shown.reduce((sum, each) => sum + each.length, 0);
  const runIndex = new Uint32Array(length);
  const recordIndex = new Int32Array(length).fill(-1);
  let row = 0;
  for (const each of shown) {
    each.place(runIndex, recordIndex, row);
    row += each.length;
  }
  yield;
  const plan = planColumns(shown, options.rows === 'runs' && options.value === 'best');
  const columns: Column[] = [];
  for (const { cells, ...head } of plan) {
    yield;
    columns.push(columnOfSegments(head, shown.map(cells)));
  }
  return { length, columns, runIndex, recordIndex };
}

/**
 * The runs that have rows. A run that only groups its folds (no records, no summary) would be a row of nothing but
 * blanks beside the folds that say it all, so it has none.
 */
function* shownRuns({ runs }: History, value: RunValue | null): Generator<void, ShownRuns[]> {
  const parts = partsOfRuns(runs);
  const parents = parentsOfFolds(parts);
  const shown: ShownRuns[] = [];
  let first = 0;
  for (const part of parts) {
    yield;
    if (part.kind === 'columns') {
      const kept = shownOf(part, parents);
      if (kept === null || kept.length > 0) {
        const names = yield* namesOf(part.columns, kept);
        shown.push(showColumns(part.columns, first, kept, names, value));
      }
    } else {
      for (const [i, run] of part.runs.entries()) {
        const isBare = run.records.length === 0 && Object.keys(run.summary).length === 0;
        if (!isBare || !parents.has(run.id)) shown.push(showRun(run, first + i, value));
      }
    }
    first += part.length;
  }
  return shown;
}

/** So many names are made in a few milliseconds. */
const NAMES_AT_ONCE = 2 ** 14;

function* namesOf(columns: RunColumns, runs: Uint32Array | null): Generator<void, string[]> {
  const count = runs?.length ?? columns.length;
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    if (i % NAMES_AT_ONCE === 0) yield;
    names.push(runNameAt(columns, runs === null ? i : runs[i]!));
  }
  return names;
}

function parentsOfFolds(parts: readonly RunPart[]): ReadonlySet<string> {
  const parents = new Set<string>();
  for (const part of parts) {
    if (part.kind === 'list') {
      for (const { fold, parent } of part.runs) if (fold !== null && parent !== null) parents.add(parent);
      continue;
    }
    const { columns } = part;
    for (let run = 0; columns.folds !== null && columns.parents !== null && run < part.length; run++) {
      const parent = runFoldAt(columns, run) === null ? null : runParentAt(columns, run);
      if (parent !== null) parents.add(parent);
    }
  }
  return parents;
}

/** Which runs of columns have rows; null for all. */
function shownOf(
  { columns, length }: RunPart & { readonly kind: 'columns' },
  parents: ReadonlySet<string>,
): Uint32Array | null {
  if (parents.size === 0) return null;
  const kept: number[] = [];
  for (let run = 0; run < length; run++) {
    const { start, end } = recordsAt(columns, run);
    const isBare = start === end && shapeAt(columns, run).summary.length === 0;
    if (!isBare || !parents.has(runIdAt(columns, run))) kept.push(run);
  }
  return kept.length === length ? null : Uint32Array.from(kept);
}
