import { isBetter, worst } from '../best.ts';
import type { RawCell, Segment } from './column.ts';
import { rangeOf, readRecords } from '../runs/record-list.ts';
import type { RecordReader } from '../runs/record-list.ts';
import type { Direction, EpochRecord, RecordValue, Run } from '../types.ts';

/** Which of a run's values stand for the whole run in a row of its own. */
export type RunValue = 'best' | 'last' | { readonly epoch: number };

/** Rows of a table that are of one run, or of several that lie in columns. */
export interface ShownRuns {
  /** How many rows there are. */
  readonly length: number;
  /** What each run is called. */
  readonly names: readonly string[];
  /** Whether no name is there twice. */
  readonly areNamesUnique: boolean;
  readonly hasFolds: boolean;
  /** The keys that any run has, in the order in which they first appear. */
  readonly parameters: Iterable<string>;
  readonly metrics: Iterable<string>;
  /** Every key that any record has, whether a row shows that record or not. */
  readonly recordKeys: ReadonlySet<string>;
  /** The direction of a metric in the first run that gives it one. */
  readonly directionOf: (metric: string) => Direction;
  /** Whether all that records have under a key is true, false or missing. */
  readonly isFlag: (key: string) => boolean;
  /** Writes for each row which run of the history and which of its records it is; `at` is the first row. */
  readonly place: (runIndex: Uint32Array, recordIndex: Int32Array, at: number) => void;
  /** The cells of the column that names runs, one name for each. */
  readonly namedCells: (names: readonly string[]) => Segment;
  readonly parameterCells: (name: string) => Segment;
  readonly foldCells: () => Segment;
  readonly metricCells: (name: string) => Segment;
  /** The cells of a key of records that is no metric. */
  readonly recordCells: (key: string) => Segment;
}

/** The rows of a run. */
export function showRun(run: Run, index: number, value: RunValue | null): ShownRuns {
  const reader = readRecords(run.records);
  const recordKeys = new Set(reader.keys);
  if (countsStepsAlone(reader)) recordKeys.delete('epoch');
  const { name, fold, parameters, metrics, summary } = run;
  const isByRecord = value === null && run.records.length > 0;
  const length = isByRecord ? run.records.length : 1;
  const same = (cell: RawCell): Segment => ({ kind: 'same', length, cell });
  const cells = isByRecord
    ? cellsByRecord(run.records, reader, recordKeys)
    : cellsOfRow(value === null ? new Map() : runRow(run, reader, recordKeys, value), recordKeys);
  return {
    length,
    names: [name],
    areNamesUnique: true,
    hasFolds: fold !== null,
    parameters: Object.keys(parameters),
    metrics: [...Object.keys(metrics), ...Object.keys(summary)],
    recordKeys,
    directionOf: (metric) => (Object.hasOwn(metrics, metric) ? metrics[metric]!.direction : 'none'),
    isFlag(key) {
      if (!reader.keys.has(key)) return true;
      const cellOf = reader.column(key);
      for (let i = 0; i < reader.length; i++) {
        const cell = cellOf(i);
        if (typeof cell === 'number' || typeof cell === 'string') return false;
      }
      return true;
    },
    place(runIndex, recordIndex, at) {
      runIndex.fill(index, at, at + length);
      if (isByRecord) for (let i = 0; i < length; i++) recordIndex[at + i] = i;
    },
    namedCells: ([unique]) => same(unique),
    parameterCells: (key) => same(Object.hasOwn(parameters, key) ? parameters[key] : undefined),
    foldCells: () => same(fold ?? undefined),
    metricCells(key) {
      const isSummed = !recordKeys.has(key) && Object.hasOwn(summary, key);
      return cells(key, isSummed ? summary[key] : Object.hasOwn(metrics, key) ? null : undefined);
    },
    recordCells: (key) => cells(key, recordKeys.has(key) ? null : undefined),
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
): (key: string, absent: RawCell) => Segment {
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
