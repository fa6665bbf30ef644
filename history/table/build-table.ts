import { addParentsOfFolds, idAt, recordRangeAt, rowAt } from '../runs/chunk.ts';
import type { Chunk } from '../runs/chunk.ts';
import { runNameAt, shapeAt } from '../runs/run-list.ts';
import type { RunSet } from '../runs/run-set.ts';
import { columnOfSegments } from './column.ts';
import { showsRecords } from './lens/lens.ts';
import { planColumns } from './plan.ts';
import { LensValues, showRuns } from './shown-runs.ts';
import type { Lenses, ShownRuns } from './shown-runs.ts';
import type { Column, Table } from './table.ts';

/**
 * The runs that have rows.
 * - `withoutBareGroups`: all but those that have folds, and neither records nor a summary.
 * - `withoutGroups`: all but those that have folds and no records.
 * - `withRecords`: those that have records.
 */
export type RowsOf = 'all' | 'withoutBareGroups' | 'withoutGroups' | 'withRecords';

/**
 * Builds the table of a set of runs, in steps of a few milliseconds.
 * @param lenses null for one row per record, and one per run without records
 */
export function* buildTable(set: RunSet, rowsOf: RowsOf, lenses: Lenses | null): Generator<void, Table> {
  const shown = yield* shownRuns(set, rowsOf, lenses);
  const length = shown.reduce((sum, each) => sum + each.length, 0);
  const runIndex = new Uint32Array(length);
  const recordIndex = new Int32Array(length).fill(-1);
  let row = 0;
  for (const each of shown) {
    each.place(runIndex, recordIndex, row);
    row += each.length;
  }
  yield;
  const plan = planColumns(shown, lenses !== null && !showsRecords(lenses.lens));
  const columns: Column[] = [];
  for (const { cells, ...head } of plan) {
    yield;
    columns.push(columnOfSegments(head, shown.map(cells)));
  }
  return { length, columns, runIndex, recordIndex };
}

function* shownRuns(set: RunSet, rowsOf: RowsOf, lenses: Lenses | null): Generator<void, ShownRuns[]> {
  const parents = new Set<string>();
  for (const chunk of set.chunks) addParentsOfFolds(chunk, parents);
  const shown: ShownRuns[] = [];
  const lensValues = new LensValues();
  for (const [at, chunk] of set.chunks.entries()) {
    yield;
    const kept = keptOf(chunk, rowsOf, parents);
    if (kept !== null && kept.length === 0) continue;
    const names = yield* namesOf(chunk, kept);
    shown.push(showRuns(chunk, set.starts[at]!, kept, names, lenses, lensValues));
  }
  return shown;
}

/** The number of names that are created in a few milliseconds. */
const NAMES_AT_ONCE = 2 ** 14;

function* namesOf(chunk: Chunk, kept: Uint32Array | null): Generator<void, string[]> {
  const count = kept?.length ?? chunk.length;
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    if (i > 0 && i % NAMES_AT_ONCE === 0) yield;
    names.push(runNameAt(chunk.columns, rowAt(chunk, kept === null ? i : kept[i]!)));
  }
  return names;
}

/** The runs of a chunk that have rows; null for all. */
function keptOf(chunk: Chunk, rowsOf: RowsOf, parents: ReadonlySet<string>): Uint32Array | null {
  if (rowsOf === 'all' || (rowsOf !== 'withRecords' && parents.size === 0)) return null;
  const kept: number[] = [];
  for (let i = 0; i < chunk.length; i++) if (isKept(chunk, i, rowsOf, parents)) kept.push(i);
  return kept.length === chunk.length ? null : Uint32Array.from(kept);
}

function isKept(chunk: Chunk, index: number, rowsOf: RowsOf, parents: ReadonlySet<string>): boolean {
  const range = recordRangeAt(chunk, index);
  if (range !== null && range.end > range.start) return true;
  if (rowsOf === 'withRecords') return false;
  const hasSummary = shapeAt(chunk.columns, rowAt(chunk, index)).summary.length > 0;
  return (rowsOf === 'withoutBareGroups' && hasSummary) || !parents.has(idAt(chunk, index));
}
