import { isBetter, worst } from './best.ts';
import { setOwn } from './own.ts';
import type { Dictionary, EpochRecord, History, RecordValue, Run } from './types.ts';

/** Which of a run's values stand for the whole run in a row of its own. */
export type RunValue = 'best' | 'last' | { readonly epoch: number };

/** A run as its rows in a table show it. */
export interface ShownRun {
  readonly run: Run;
  /** Its index in the history. */
  readonly index: number;
  /** Every key that any of its records has, whether a row shows that record or not. */
  readonly recordKeys: ReadonlySet<string>;
  /** What each row shows; null in a row that no record stands behind. */
  readonly rows: readonly (Dictionary<RecordValue> | null)[];
}

/**
 * The runs that have rows. A run that only groups its folds (no records, no summary) would be a row of nothing but
 * blanks beside the folds that say it all, so it has none.
 */
export function shownRuns(
  history: History,
  rowsOf: (run: Run, recordKeys: ReadonlySet<string>) => ShownRun['rows'],
): ShownRun[] {
  const parentsOfFolds = new Set(
    history.runs.filter(({ fold }) => fold !== null).map(({ parent }) => parent),
  );
  return history.runs.flatMap((run, index) => {
    const isBare = run.records.length === 0 && Object.keys(run.summary).length === 0;
    if (isBare && parentsOfFolds.has(run.id)) return [];
    const recordKeys = keysOf(run.records);
    if (countsStepsAlone(run.records)) recordKeys.delete('epoch');
    return [{ run, index, recordKeys, rows: rowsOf(run, recordKeys) }];
  });
}

function keysOf(records: readonly EpochRecord[]): Set<string> {
  const keys = new Set<string>();
  for (const record of records) for (const key in record) keys.add(key);
  return keys;
}

/** Whether the epochs are nothing but the steps again; shown as epochs they would tell something untrue. */
function countsStepsAlone(records: readonly EpochRecord[]): boolean {
  return (
    records.length > 0 &&
    records.every((record) => Object.hasOwn(record, 'step') && Object.is(record.step, record.epoch))
  );
}

/** One row for each record; one for a run that has none. */
export function epochRows(run: Run): ShownRun['rows'] {
  return run.records.length > 0 ? run.records : [null];
}

/** One row for the run. */
export function runRow(run: Run, recordKeys: ReadonlySet<string>, value: RunValue): ShownRun['rows'] {
  if (value === 'best') return [bestOf(run, recordKeys)];
  const wanted = value === 'last' ? run.records.at(-1)?.epoch : value.epoch;
  return [mergeRecords(run.records.filter(({ epoch }) => epoch === wanted))];
}

/** What is known at the end of an epoch: of each key the last value that its records have. */
function mergeRecords(records: readonly EpochRecord[]): Dictionary<RecordValue> | null {
  const [first, ...others] = records;
  if (first === undefined || others.length === 0) return first ?? null;
  const merged: Record<string, RecordValue> = {};
  for (const record of records) {
    for (const key of Object.keys(record)) {
      if (record[key] !== null || !Object.hasOwn(merged, key)) setOwn(merged, key, record[key]!);
    }
  }
  return merged;
}

/**
 * Each metric of the records at its own best, so the values may be of different epochs. A metric without a direction,
 * or without any finite value, gives its last value that is not missing.
 */
function bestOf(run: Run, recordKeys: ReadonlySet<string>): Dictionary<RecordValue> {
  const entries: [string, RecordValue][] = [];
  for (const [metric, { direction }] of Object.entries(run.metrics)) {
    if (!recordKeys.has(metric)) continue;
    let last: RecordValue = null;
    let best = direction === 'none' ? NaN : worst(direction);
    let found = false;
    for (const record of run.records) {
      const value = Object.hasOwn(record, metric) ? record[metric]! : null;
      last = value ?? last;
      if (!isBetter(value, best, direction)) continue;
      best = value;
      found = true;
    }
    entries.push([metric, found ? best : last]);
  }
  return Object.fromEntries(entries);
}
