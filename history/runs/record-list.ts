import { setOwn } from '../own.ts';
import type { EpochRecord, RecordValue } from '../types.ts';
import { cellAt } from './cells.ts';
import type { Cell, Cells } from './cells.ts';
import { lazyList } from './lazy-list.ts';

/** A column with its name. */
export interface NamedCells {
  readonly name: string;
  readonly cells: Cells;
}

/**
 * Records as columns: under each key its cells, in the order in which a record has its keys. What is not applicable is
 * a key that a record does not have.
 */
export type RecordColumns = readonly NamedCells[];

/** The order of keys in records that do not have them in the order of the columns. */
export interface KeyOrders {
  /** Each an order in which some record has its keys, as places of columns. */
  readonly lists: readonly (readonly number[])[];
  /** Per record the place of its order among the lists. */
  readonly of: Uint32Array;
}

/** Which part of such columns the records of a run are: from `start` up to before `end`. */
export interface RecordRange {
  readonly columns: RecordColumns;
  readonly start: number;
  readonly end: number;
  /** Absent or null where each record has its keys in the order of the columns. */
  readonly orders?: KeyOrders | null;
}

const ranges = new WeakMap<readonly EpochRecord[], () => RecordRange>();

/** Returns a list that creates each record on access. The first column is `epoch`, a number in every row. */
export function recordList(range: RecordRange): readonly EpochRecord[] {
  return deferredRecordList(range.end - range.start, () => range);
}

/** Returns the same for columns that are made when they are first read: `make` is called once. */
export function deferredRecordList(length: number, make: () => RecordRange): readonly EpochRecord[] {
  let made: RecordRange | null = null;
  const range = () => (made ??= make());
  const list = lazyList(length, (index) => {
    const { columns, start, orders } = range();
    return recordAt(columns, start + index, orders ?? null);
  });
  ranges.set(list, range);
  return list;
}

/** The columns behind a list of records; undefined for a list of objects. */
export function rangeOf(records: readonly EpochRecord[]): RecordRange | undefined {
  return ranges.get(records)?.();
}

function recordAt(columns: RecordColumns, row: number, orders: KeyOrders | null): EpochRecord {
  const record: Record<string, RecordValue> = {};
  const add = ({ name, cells }: NamedCells) => {
    const cell = cellAt(cells, row);
    if (cell !== undefined) setOwn(record, name, cell);
  };
  if (orders === null) for (const column of columns) add(column);
  else for (const place of orders.lists[orders.of[row]!]!) add(columns[place]!);
  return record as EpochRecord;
}

/** Returns the epoch of the last record, or undefined without records. */
export function lastEpoch(records: readonly EpochRecord[]): number | undefined {
  const range = rangeOf(records);
  if (range === undefined) return records.at(-1)?.epoch;
  return range.end > range.start ? (cellAt(range.columns[0]!.cells, range.end - 1) as number) : undefined;
}

/** The cells of records by key, regardless of their representation. */
export interface RecordReader {
  readonly length: number;
  /** Every key that any of the records has. */
  readonly keys: ReadonlySet<string>;
  /** Returns the value of each record under a key, undefined for records without the key. */
  readonly column: (key: string) => (index: number) => Cell;
}

export function readRecords(records: readonly EpochRecord[]): RecordReader {
  const range = rangeOf(records);
  return range ? readRange(range) : readObjects(records);
}

function readObjects(records: readonly EpochRecord[]): RecordReader {
  const keys = new Set<string>();
  for (const record of records) for (const key in record) keys.add(key);
  return {
    length: records.length,
    keys,
    column: (key) => (index) => {
      const record = records[index]!;
      return Object.hasOwn(record, key) ? record[key] : undefined;
    },
  };
}

function readRange({ columns, start, end }: RecordRange): RecordReader {
  const byName = new Map(columns.map(({ name, cells }) => [name, cells]));
  const kept = columns.filter(({ cells }) => {
    for (let row = start; row < end; row++) if (cellAt(cells, row) !== undefined) return true;
    return false;
  });
  return {
    length: end - start,
    keys: new Set(kept.map(({ name }) => name)),
    column(key) {
      const cells = byName.get(key);
      return cells ? (index) => cellAt(cells, start + index) : () => undefined;
    },
  };
}
