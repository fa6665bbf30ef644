import { isBetter, worst } from './best.ts';
import type { RawCell, Segment } from './column.ts';
import { rangeOf, readRecords } from './columnar/record-list.ts';
import type { RecordReader } from './columnar/record-list.ts';
import type { Dictionary, EpochRecord, History, MetricDefinition, RecordValue, Run } from './types.ts';

/** Which of a run's values stand for the whole run in a row of its own. */
export type RunValue = 'best' | 'last' | { readonly epoch: number };

/** Rows of a table that are of one run. */
export interface ShownRun {
  /** How many rows there are. */
  readonly length: number;
  /** Index of the run in the history. */
  readonly index: number;
  readonly name: string;
  readonly fold: number | null;
  readonly parameters: Dictionary<RawCell>;
  readonly metrics: Dictionary<MetricDefinition>;
  readonly summary: Dictionary<number | null>;
  /** Whether each row is the record of its number. */
  readonly isByRecord: boolean;
  /** Every key that any of the run's records has, whether a row shows that record or not. */
  readonly recordKeys: ReadonlySet<string>;
  /** The cells of a key of records, with `absent` where a record has no such key. */
  readonly cells: (key: string, absent: RawCell) => Segment;
  /** Whether all that records have under a key is true, false or missing. */
  readonly isFlag: (key: string) => boolean;
}

/**
 * The runs that have rows. A run that only groups its folds (no records, no summary) would be a row of nothing but
 * blanks beside the folds that say it all, so it has none.
 * @param value which values stand for a run; null for a row for each of its records
 */
export function shownRuns(history: History, value: RunValue | null): ShownRun[] {
  const parentsOfFolds = new Set(
    history.runs.filter(({ fold }) => fold !== null).map(({ parent }) => parent),
  );
  return history.runs.flatMap((run, index) => {
    const isBare = run.records.length === 0 && Object.keys(run.summary).length === 0;
    return isBare && parentsOfFolds.has(run.id) ? [] : [showRun(run, index, value)];
  });
}

function showRun(run: Run, index: number, value: RunValue | null): ShownRun {
  const reader = readRecords(run.records);
  const recordKeys = new Set(reader.keys);
  if (countsStepsAlone(reader)) recordKeys.delete('epoch');
  const { name, fold, parameters, metrics, summary } = run;
  const isByRecord = value === null && run.records.length > 0;
  return {
    length: isByRecord ? run.records.length : 1,
    index,
    name,
    fold,
    parameters,
    metrics,
    summary,
    isByRecord,
    recordKeys,
    cells: isByRecord
      ? cellsByRecord(run.records, reader, recordKeys)
      : cellsOfRow(value === null ? new Map() : runRow(run, reader, recordKeys, value), recordKeys),
    isFlag(key) {
      if (!reader.keys.has(key)) return true;
      const cellOf = reader.column(key);
      for (let i = 0; i < reader.length; i++) {
        const cell = cellOf(i);
        if (typeof cell === 'number' || typeof cell === 'string') return false;
      }
      return true;
    },
  };
}

/** Whether the epochs are nothing but the steps again; shown as epochs they would tell something untrue. */
function countsStepsAlone({ length, keys, column }: RecordReader): boolean {
  if (!keys.has('step')) return false;
  const [step, epoch] = [column('step'), column('epoch')];
  for (let i = 0; i < length; i++) if (!Object.is(step(i), epoch(i))) return false;
  return true;
}

function cellsByRecord(
  records: readonly EpochRecord[],
  reader: RecordReader,
  recordKeys: ReadonlySet<string>,
): ShownRun['cells'] {
  const { length } = records;
  const range = rangeOf(records);
  return (key, absent) => {
    if (!recordKeys.has(key)) return { kind: 'same', length, cell: absent };
    const packed = range?.columns.find(({ name }) => name === key);
    if (packed) return { kind: 'packed', length, cells: packed.cells, start: range!.start, absent };
    const cellOf = reader.column(key);
    const list = new Array<RawCell>(length);
    for (let i = 0; i < length; i++) {
      const cell = cellOf(i);
      list[i] = cell === undefined ? absent : cell;
    }
    return { kind: 'list', length, list };
  };
}

function cellsOfRow(row: ReadonlyMap<string, RecordValue>, recordKeys: ReadonlySet<string>) {
  return (key: string, absent: RawCell): Segment => {
    const cell = recordKeys.has(key) ? row.get(key) : undefined;
    return { kind: 'same', length: 1, cell: cell === undefined ? absent : cell };
  };
}

/** What stands for the whole run, by key. */
function runRow(
  run: Run,
  reader: RecordReader,
  recordKeys: ReadonlySet<string>,
  value: RunValue,
): ReadonlyMap<string, RecordValue> {
  if (reader.length === 0) return new Map();
  if (value === 'best') return bestOf(run, reader, recordKeys);
  const epochOf = reader.column('epoch');
  const wanted = value === 'last' ? epochOf(reader.length - 1) : value.epoch;
  const shown: number[] = [];
  for (let i = 0; i < reader.length; i++) if (epochOf(i) === wanted) shown.push(i);
  return mergeRecords(reader, shown);
}

/** What is known at the end of an epoch: of each key the last value that its records have. */
function mergeRecords({ keys, column }: RecordReader, records: readonly number[]): Map<string, RecordValue> {
  const merged = new Map<string, RecordValue>();
  for (const key of keys) {
    const cellOf = column(key);
    for (const record of records) {
      const cell = cellOf(record);
      if (cell !== undefined && (cell !== null || !merged.has(key))) merged.set(key, cell);
    }
  }
  return merged;
}

/**
 * Each metric of the records at its own best, so the values may be of different epochs. A metric without a direction,
 * or without any finite value, gives its last value that is not missing.
 */
function bestOf(
  run: Run,
  { length, column }: RecordReader,
  recordKeys: ReadonlySet<string>,
): Map<string, RecordValue> {
  const values = new Map<string, RecordValue>();
  for (const [metric, { direction }] of Object.entries(run.metrics)) {
    if (!recordKeys.has(metric)) continue;
    const cellOf = column(metric);
    let last: RecordValue = null;
    let best = direction === 'none' ? NaN : worst(direction);
    let found = false;
    for (let i = 0; i < length; i++) {
      const value = cellOf(i) ?? null;
      last = value ?? last;
      if (!isBetter(value, best, direction)) continue;
      best = value;
      found = true;
    }
    values.set(metric, found ? best : last);
  }
  return values;
}
