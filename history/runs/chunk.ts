import { once } from '../once.ts';
import type { EpochRecord, Run } from '../types.ts';
import { cellAt, cellsBetween, gatherCells } from './cells.ts';
import type { Cells } from './cells.ts';
import { packCells } from './growing-cells.ts';
import { columnsFromRuns } from './pack-runs.ts';
import { RecordGrowth } from './record-growth.ts';
import type { RecordRange } from './record-list.ts';
import { mapCells, recordsAt, runIdAt, runNameAt, runNoteAt, runReader } from './run-list.ts';
import type { RunColumns, RunRecords } from './run-list.ts';

/** Runs stored as columns, or a subset of them. */
export interface Chunk {
  readonly length: number;
  readonly columns: RunColumns;
  /** Rows of the runs in the columns, in order; null for all. */
  readonly rows: Uint32Array | null;
  /** The growing records of the only run; null for any other chunk. */
  readonly growth: Growth | null;
}

/** A growing run at one point in time. */
export interface Growth {
  readonly records: RecordGrowth;
  /** The number of its records then. */
  readonly length: number;
  /** Returns the columns of the run without its records. */
  readonly head: () => RunColumns;
}

/** A chunk of one growing run, whose columns are made when they are first read. */
class GrowingChunk implements Chunk {
  readonly length = 1;
  readonly rows = null;
  readonly growth: Growth;
  #columns: RunColumns | null = null;

  constructor(growth: Growth) {
    this.growth = growth;
  }

  get columns(): RunColumns {
    const { head, records, length } = this.growth;
    return (this.#columns ??= { ...head(), records: records.view(length) });
  }
}

export function chunkOfColumns(columns: RunColumns): Chunk {
  return { length: columns.length, columns, rows: null, growth: null };
}

export function chunkOfRuns(runs: readonly Run[]): Chunk {
  return chunkOfColumns(columnsFromRuns(runs));
}

/** Returns the row of a run of the chunk in the columns. */
export function rowAt({ rows }: Chunk, index: number): number {
  return rows === null ? index : rows[index]!;
}

export function idAt(chunk: Chunk, index: number): string {
  return runIdAt(chunk.growth?.head() ?? chunk.columns, rowAt(chunk, index));
}

const readers = new WeakMap<RunColumns, (row: number) => Run>();

export function runAt(chunk: Chunk, index: number): Run {
  let reader = readers.get(chunk.columns);
  if (reader === undefined) readers.set(chunk.columns, (reader = runReader(chunk.columns)));
  return reader(rowAt(chunk, index));
}

export function recordRangeAt(chunk: Chunk, index: number): RecordRange | null {
  const { records } = chunk.columns;
  return records && { ...records, ...recordsAt(chunk.columns, rowAt(chunk, index)) };
}

/** Returns the number of records of a run of the chunk. */
export function recordCountAt(chunk: Chunk, index: number): number {
  if (chunk.growth !== null) return chunk.growth.length;
  const { start, end } = recordsAt(chunk.columns, rowAt(chunk, index));
  return end - start;
}

/**
 * The chunk without the other runs. Columns are shared until less than half of their runs are left, and copied then, so
 * that removed runs do not keep memory.
 * @param indices ascending
 */
export function selectRuns(chunk: Chunk, indices: Uint32Array): Chunk {
  if (indices.length === chunk.length) return chunk;
  const rows = indices.map((index) => rowAt(chunk, index));
  const selected: Chunk = { length: rows.length, columns: chunk.columns, rows, growth: null };
  return rows.length * 2 < chunk.columns.length ? compactChunk(selected) : selected;
}

/** The columns without records of other runs; their arrays are shared. */
export function ownRecords(columns: RunColumns): RunColumns {
  const { records, length } = columns;
  if (records === null) return columns;
  const [start, end] = [records.starts[0]!, records.starts[length]!];
  if (start === 0 && records.columns.every(({ cells }) => cells.length <= end)) return columns;
  const { orders } = records;
  return {
    ...columns,
    records: {
      starts: records.starts.map((at) => at - start),
      columns: records.columns.map(({ name, cells }) => ({ name, cells: cellsBetween(cells, start, end) })),
      ...(orders ? { orders: { lists: orders.lists, of: orders.of.subarray(start, end) } } : {}),
    },
  };
}

/** Copies the runs, records included, to columns without other runs. */
export function compactChunk(chunk: Chunk): Chunk {
  const { columns, rows } = chunk;
  const records = columns.records && compactRecords(columns.records, rows, columns.length);
  if (rows === null) return records === columns.records ? chunk : chunkOfColumns({ ...columns, records });
  const names = columns.names ?? packCells(Array.from(rows, (row) => runNameAt(columns, row)));
  const gathered = mapCells({ ...columns, records: null }, (cells) => gatherCells(cells, rows));
  return chunkOfColumns({
    ...gathered,
    length: rows.length,
    shapeOf: columns.shapeOf && rows.map((row) => columns.shapeOf![row]!),
    names: columns.names === null ? names : gathered.names,
    records,
    ...(columns.distributions
      ? { distributions: Array.from(rows, (row) => columns.distributions![row]) }
      : {}),
    ...(columns.batches ? { batches: Array.from(rows, (row) => columns.batches![row]) } : {}),
  });
}

function compactRecords(records: RunRecords, rows: Uint32Array | null, count: number): RunRecords {
  const { starts, columns, orders } = records;
  if (rows === null) {
    const [start, end] = [starts[0]!, starts[count]!];
    if (start === 0 && columns.every(({ cells }) => cells.length === end)) return records;
  }
  const length = rows?.length ?? count;
  const newStarts = new Uint32Array(length + 1);
  for (let i = 0; i < length; i++) {
    const row = rows === null ? i : rows[i]!;
    newStarts[i + 1] = newStarts[i]! + starts[row + 1]! - starts[row]!;
  }
  const from = new Uint32Array(newStarts[length]!);
  for (let i = 0; i < length; i++) {
    const start = starts[rows === null ? i : rows[i]!]!;
    for (let at = newStarts[i]!; at < newStarts[i + 1]!; at++) from[at] = start + at - newStarts[i]!;
  }
  return {
    starts: newStarts,
    columns: columns.map(({ name, cells }) => ({ name, cells: gatherCells(cells, from) })),
    ...(orders ? { orders: { lists: orders.lists, of: from.map((row) => orders.of[row]!) } } : {}),
  };
}

/**
 * A chunk of one run with records behind those that it has. Its arrays are shared with `chunk` where nothing else was
 * appended to them.
 */
export function growChunk(chunk: Chunk, index: number, added: readonly EpochRecord[]): Chunk {
  const { growth } = chunk;
  const records =
    growth !== null && growth.records.length === growth.length
      ? growth.records
      : new RecordGrowth(() => recordRangeAt(chunk, index), recordCountAt(chunk, index));
  records.append(added);
  const head = growth?.head ?? once(() => headAt(chunk, index));
  return new GrowingChunk({ records, length: records.length, head });
}

/** Returns the columns of one run of the chunk, without its records. */
function headAt(chunk: Chunk, index: number): RunColumns {
  const { columns } = chunk;
  if (columns.length === 1) return { ...columns, records: null };
  return columnsFromRuns([{ ...runAt(chunk, index), records: [] }]);
}

/** Returns the chunk with other columns; `change` keeps the rows and their records. */
export function changeColumns(chunk: Chunk, change: (columns: RunColumns) => RunColumns): Chunk {
  const { growth } = chunk;
  if (growth === null) return { ...chunk, columns: change(chunk.columns) };
  return new GrowingChunk({ ...growth, head: once(() => change(growth.head())) });
}

/** Returns the chunk with one of its runs renamed. */
export function renameRun(chunk: Chunk, index: number, name: string): Chunk {
  const row = rowAt(chunk, index);
  return changeColumns(chunk, (columns) => {
    const texts = (textOf: (row: number) => string) =>
      packCells(Array.from({ length: columns.length }, (_, at) => textOf(at)));
    // If names are also ids, the ids keep the previous names.
    const ids: Cells = columns.ids ?? columns.names ?? texts((at) => runIdAt(columns, at));
    const names = texts((at) => (at === row ? name : runNameAt(columns, at)));
    return { ...columns, ids, names };
  });
}

/** The runs with the note of one of them replaced; an empty text removes it. */
export function annotateRun(chunk: Chunk, index: number, note: string): Chunk {
  const changed = rowAt(chunk, index);
  return changeColumns(chunk, (columns) => {
    const noteAt = (row: number) => (row === changed ? note || null : runNoteAt(columns, row));
    return { ...columns, notes: packCells(Array.from({ length: columns.length }, (_, row) => noteAt(row))) };
  });
}

/** Adds the ids of the runs that those of the chunk are folds of. */
export function addParentsOfFolds(chunk: Chunk, parents: Set<string>): void {
  const { folds, parents: column } = chunk.columns;
  if (folds === null || column === null) return;
  for (let i = 0; i < chunk.length; i++) {
    const row = rowAt(chunk, i);
    const parent = cellAt(column, row);
    if (typeof cellAt(folds, row) === 'number' && typeof parent === 'string') parents.add(parent);
  }
}
