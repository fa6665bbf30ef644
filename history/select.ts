import type { Table } from './table.ts';
import type { History, Run } from './types.ts';

/**
 * The part of a history that the given rows of its table show: the records of rows that are an epoch, the whole run
 * of rows that are a run. `toTable` of the result has these rows again, and no others, in the order of the history.
 *
 * The parent of a kept fold stays even when it has no row of its own, without records, summary and metrics, as the
 * mere group of its folds. Another run whose parent is not kept becomes a run of its own.
 * @param rows row numbers of `table`, in any order; repeated ones count once.
 */
export function selectRows(history: History, table: Table, rows: ArrayLike<number>): History {
  const kept = keptRecords(table, rows);
  const selected = new Map<string, Run>();
  for (const [index, run] of history.runs.entries()) {
    const records = kept.get(index);
    if (records === 'all') selected.set(run.id, run);
    else if (records) selected.set(run.id, { ...run, records: run.records.filter((_, i) => records.has(i)) });
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

/** Per index of a run, the records that its rows show. */
function keptRecords(table: Table, rows: ArrayLike<number>): Map<number, Set<number> | 'all'> {
  const kept = new Map<number, Set<number> | 'all'>();
  for (const row of Array.from(rows)) {
    const run = table.runIndex[row];
    const record = table.recordIndex[row];
    if (run === undefined || record === undefined)
      throw new RangeError(`row ${String(row)}: the table has no such row`);
    const records = kept.get(run);
    if (record < 0) kept.set(run, 'all');
    else if (records === undefined) kept.set(run, new Set([record]));
    else if (records !== 'all') records.add(record);
  }
  return kept;
}

function asGroup(run: Run): Run {
  return { ...run, records: [], summary: {}, metrics: {} };
}
