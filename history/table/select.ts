import { gatherCells } from '../runs/cells.ts';
import { rangeOf, recordList } from '../runs/record-list.ts';
import type { Table } from './table.ts';
import { hasConfigurations } from './table-of.ts';
import type { History, Run } from '../types.ts';

/**
 * Returns the part of a history that the given rows of its table show: the record of a row that is an epoch, the whole run
 * of a row that is a run, all runs of a row that is a configuration. A table of the result at the same level has exactly
 * these rows, in the order of the history.
 *
 * The parent of a selected fold is kept even without a row of its own, but without records, summary and metrics. Other
 * runs whose parent is not selected have no parent in the result.
 * @param rows row numbers of `table`, in any order; duplicates are ignored.
 */
export function selectRows(history: History, table: Table, rows: ArrayLike<number>): History {
  const kept = keptRecords(history.runs, table, rows);
  const isAll = kept.size === history.runs.length && [...kept.values()].every((records) => records === 'all');
  if (isAll) return history;
  const selected = new Map<string, Run>();
  for (const [index, run] of history.runs.entries()) {
    const records = kept.get(index);
    if (records === 'all') selected.set(run.id, run);
    else if (records) selected.set(run.id, { ...run, records: pickRecords(run.records, records) });
  }

  const parentsOfFolds = new Set(
    [...selected.values()].filter(({ fold }) => fold !== null).map((run) => run.parent),
  );
  const runs = history.runs.flatMap((run) => {
    const whole = selected.get(run.id);
    if (!whole && !parentsOfFolds.has(run.id)) return [];
    const isKept = selected.has(run.parent ?? '') || parentsOfFolds.has(run.parent);
    return [{ ...(whole ?? asGroup(run)), parent: isKept ? run.parent : null }];
  });
  return { version: history.version, runs };
}

/** The records shown by the rows, per index of a run. */
function keptRecords(
  runs: History['runs'],
  table: Table,
  rows: ArrayLike<number>,
): Map<number, Uint8Array | 'all'> {
  const kept = new Map<number, Uint8Array | 'all'>();
  for (const row of Array.from(rows)) {
    const run = table.runIndex[row];
    const record = table.recordIndex[row];
    if (run === undefined || record === undefined)
      throw new RangeError(`row ${String(row)}: the table has no such row`);
    if (hasConfigurations(table)) {
      for (const member of table.members[row]!) kept.set(member, 'all');
      continue;
    }
    let records = kept.get(run);
    if (records === 'all') continue;
    if (record >= 0 && records === undefined) {
      kept.set(run, (records = new Uint8Array(runs[run]!.records.length)));
    }
    if (record < 0 || records === undefined) kept.set(run, 'all');
    else records[record] = 1;
  }
  for (const [run, records] of kept) if (records !== 'all' && !records.includes(0)) kept.set(run, 'all');
  return kept;
}

/** The marked records; columnar records stay columnar. */
function pickRecords(records: Run['records'], isKept: Uint8Array): Run['records'] {
  const range = rangeOf(records);
  if (range === undefined) return records.filter((_, i) => isKept[i] === 1);
  const rows = new Uint32Array(isKept.length);
  let count = 0;
  for (let i = 0; i < isKept.length; i++) if (isKept[i] === 1) rows[count++] = range.start + i;
  const columns = range.columns.map(({ name, cells }) => ({
    name,
    cells: gatherCells(cells, rows.subarray(0, count)),
  }));
  const { orders } = range;
  const kept = orders && {
    lists: orders.lists,
    of: Uint32Array.from(rows.subarray(0, count), (row) => orders.of[row]!),
  };
  return recordList({ columns, start: 0, end: count, ...(kept ? { orders: kept } : {}) });
}

function asGroup(run: Run): Run {
  return { ...run, records: [], summary: {}, metrics: {} };
}
