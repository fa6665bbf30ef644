import { cellAt, countKinds, FALSE, gatherCells, kindAt, NUMBER, TEXT, TRUE } from '../runs/cells.ts';
import type { Cell, Cells } from '../runs/cells.ts';
import { rowAt } from '../runs/chunk.ts';
import type { Chunk } from '../runs/chunk.ts';
import { GrowingCells } from '../runs/growing-cells.ts';
import { runFoldAt } from '../runs/run-list.ts';
import type { RunColumns } from '../runs/run-list.ts';
import type { Direction } from '../types.ts';
import type { Segment } from './column.ts';
import { directionUnder } from './lens/lens.ts';
import type { Lens } from './lens/lens.ts';
import { remembered } from './lens/remembered.ts';
import { valuesUnder } from './lens/values-under.ts';
import type { ValueMaker } from './lens/values-under.ts';
import { MISSING, NOT_APPLICABLE } from './table.ts';

/** The lens of each metric, and the default lens, which also applies to keys that are not metrics. */
export interface Lenses {
  readonly lens: Lens;
  readonly perMetric: ReadonlyMap<string, Lens>;
}

/** Cache of values by lens and key for one table, since several chunks can have rows of the same columns. */
export class LensValues {
  readonly #makers = new Map<RunColumns, Map<Lens, ValueMaker>>();
  readonly #made = new Map<ValueMaker, Map<string, Cells>>();

  of(columns: RunColumns, lens: Lens, key: string, cells: Cells): Cells {
    const makers = entryOf(this.#makers, columns, () => new Map<Lens, ValueMaker>());
    const maker = entryOf(makers, lens, () => valuesUnder(columns, lens));
    const made = entryOf(this.#made, maker, () => new Map<string, Cells>());
    return entryOf(made, key, () => maker(key, cells));
  }
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** The rows of a table for the runs of one chunk. */
export interface ShownRuns {
  /** The number of rows. */
  readonly length: number;
  /** The name of each run. */
  readonly names: readonly string[];
  /** Whether all names are known to differ. */
  readonly areNamesUnique: boolean;
  readonly hasFolds: boolean;
  /** The keys of all runs, in order of appearance. */
  readonly parameters: Iterable<string>;
  readonly metrics: Iterable<string>;
  /** The keys of all records, including those without a row. */
  readonly recordKeys: ReadonlySet<string>;
  /** The direction of a metric: that of the first run that has one. */
  readonly directionOf: (metric: string) => Direction;
  /** Whether all values of a key are true, false or missing. */
  readonly isFlag: (key: string) => boolean;
  /** Writes the indices of the run and the record of each row; `at` is the first row. */
  readonly place: (runIndex: Uint32Array, recordIndex: Int32Array, at: number) => void;
  /** The cells of the column of names, given one name per run. */
  readonly namedCells: (names: readonly string[]) => Segment;
  readonly parameterCells: (name: string) => Segment;
  readonly foldCells: () => Segment;
  readonly metricCells: (name: string) => Segment;
  /** The cells of a key of records that is not a metric. */
  readonly recordCells: (key: string) => Segment;
}

/**
 * The rows of the runs of a chunk.
 * @param first index of the chunk's first run in the history
 * @param kept the runs of the chunk that have rows, ascending; null for all
 * @param names their names
 * @param lenses the lenses for one row per run; null for one row per record, and one per run without records
 * @param lensValues shared by the chunks of a table
 */
export function showRuns(
  chunk: Chunk,
  first: number,
  kept: Uint32Array | null,
  names: readonly string[],
  lenses: Lenses | null,
  lensValues: LensValues,
): ShownRuns {
  const of = chunk.columns;
  const runs = kept === null ? chunk.rows : kept.map((index) => rowAt(chunk, index));
  const count = runs?.length ?? of.length;
  const { records } = of;
  const runAt = (i: number) => (runs === null ? i : runs[i]!);
  const indexAt = (i: number) => first + (kept === null ? i : kept[i]!);
  const sizeOf = (run: number) => (records === null ? 0 : records.starts[run + 1]! - records.starts[run]!);
  const isByRecord = lenses === null && records !== null;

  /** The first row of each run, and the total; null if each run has one row. */
  const begins = isByRecord ? beginsOf(count, (i) => Math.max(1, sizeOf(runAt(i)))) : null;
  const length = begins === null ? count : begins[count]!;
  /** The run of each row; null if it is the number of the row. */
  const runOfRow = begins === null ? runs : spread(begins, count, runAt);
  const runOf = (row: number) => (runOfRow === null ? row : runOfRow[row]!);
  /** The first record if rows are consecutive records, else null. */
  const recordsFrom =
    isByRecord && runs === null && length === records.starts[count]! - records.starts[0]!
      ? records.starts[0]!
      : null;

  const recordColumns = cellsByName(records?.columns ?? []);
  const parameterColumns = cellsByName(of.parameters);
  const summaryColumns = cellsByName(of.summary);
  const havings = new Map<string, Uint8Array | null>();
  /** The runs that have a key; null if no shown run has it. */
  const havingOf = (key: string): Uint8Array | null => {
    let having = havings.get(key);
    if (having === undefined) {
      having = whichHave(of, key, recordColumns);
      if (having !== null && !hasAny(having, runs)) having = null;
      havings.set(key, having);
    }
    return having;
  };
  const recordKeys = new Set([...recordColumns.keys()].filter((key) => havingOf(key) !== null));

  const perRow = (cells: Cells): Segment => packed(runOfRow === null ? cells : gatherCells(cells, runOfRow));
  const shapes = shapesShown(of, runs);
  const unionOf = (keys: (shape: RunColumns['shapes'][number]) => readonly string[]) =>
    new Set(shapes.flatMap(keys));

  const lensOf = (metric: string) => lenses && (lenses.perMetric.get(metric) ?? lenses.lens);

  /** The cells of records or of a lens, with the fallback of the run for missing ones. */
  const fromRecords = (key: string, lens: Lens | null, absent: (run: number) => Cell): Segment => {
    const having = havingOf(key);
    const cells = recordColumns.get(key);
    if (having === null || cells === undefined) return packed(madeCells(length, (row) => absent(runOf(row))));
    if (recordsFrom !== null && (count === 1 || hasAll(cells, of, having))) {
      return {
        kind: 'packed',
        length,
        cells,
        start: recordsFrom,
        absent: count === 1 ? absent(0) : undefined,
      };
    }
    if (lens !== null) {
      const values = lensValues.of(of, lens, key, cells);
      return isComplete(values, having) ? perRow(values) : packed(completed(values, having, runs, absent));
    }
    const recordAt = recordReader(of, cells, begins!, runOfRow!);
    return packed(
      madeCells(length, (row) => {
        const run = runOf(row);
        const cell = having[run] === 1 ? recordAt(row) : undefined;
        return cell === undefined ? absent(run) : cell;
      }),
    );
  };

  return {
    length,
    names,
    areNamesUnique: runs === null && (of.names === null || areAllDistinct(of.names)),
    hasFolds: hasFolds(of, count, runAt),
    parameters: unionOf((shape) => shape.parameters),
    metrics: unionOf(({ metrics, summary }) => [...Object.keys(metrics), ...summary]),
    recordKeys,
    directionOf(metric) {
      const direction = directionIn(shapes, metric);
      const lens = recordKeys.has(metric) ? lensOf(metric) : null;
      return lens === null ? direction : directionUnder(lens, direction);
    },
    isFlag(key) {
      const cells = recordColumns.get(key);
      return (
        cells === undefined ||
        records === null ||
        isFlag(cells, records.starts[0]!, records.starts[of.length]!)
      );
    },
    place(runIndex, recordIndex, at) {
      for (let i = 0; i < count; i++) {
        const begin = at + (begins === null ? i : begins[i]!);
        const size = begins === null ? 0 : sizeOf(runAt(i));
        runIndex.fill(indexAt(i), begin, begin + Math.max(1, size));
        for (let record = 0; record < size; record++) recordIndex[begin + record] = record;
      }
    },
    namedCells(unique) {
      const codes = begins === null ? codesOf(length, (row) => row) : spread(begins, count, (i) => i);
      return packed({ length, texts: unique, values: codes, kinds: new Uint8Array(length).fill(TEXT) });
    },
    parameterCells(name) {
      const cells = parameterColumns.get(name);
      return cells ? perRow(cells) : { kind: 'same', length, cell: undefined };
    },
    foldCells: () =>
      of.folds === null
        ? { kind: 'same', length, cell: undefined }
        : perRow(madeCells(of.length, (run) => runFoldAt(of, run) ?? undefined)),
    metricCells(name) {
      const summed = summaryColumns.get(name);
      const isDeclared = of.shapes.map(({ metrics }) => Object.hasOwn(metrics, name));
      const having = havingOf(name);
      const absent = (run: number): Cell => {
        if (summed && having?.[run] !== 1 && kindAt(summed, run) !== NOT_APPLICABLE)
          return cellAt(summed, run);
        return isDeclared[of.shapeOf === null ? 0 : of.shapeOf[run]!]! ? null : undefined;
      };
      // A column of one number per run is used without copying.
      if (having === null && summed && countKinds(summed)[NOT_APPLICABLE] === 0) return perRow(summed);
      return fromRecords(name, lensOf(name), absent);
    },
    recordCells(key) {
      const having = havingOf(key);
      return fromRecords(key, lenses && lenses.lens, (run) => (having?.[run] === 1 ? null : undefined));
    },
  };
}

function cellsByName(columns: RunColumns['parameters']): ReadonlyMap<string, Cells> {
  return new Map(columns.map(({ name, cells }) => [name, cells]));
}

function packed(cells: Cells): Segment {
  return { kind: 'packed', length: cells.length, cells, start: 0, absent: undefined };
}

function madeCells(length: number, cellOf: (row: number) => Cell): Cells {
  const cells = new GrowingCells(length);
  for (let row = 0; row < length; row++) cells.set(row, cellOf(row));
  return cells.finish(length);
}

function codesOf(length: number, codeOf: (row: number) => number): Uint32Array {
  const codes = new Uint32Array(length);
  for (let row = 0; row < length; row++) codes[row] = codeOf(row);
  return codes;
}

function beginsOf(count: number, sizeOf: (i: number) => number): Uint32Array {
  const begins = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) begins[i + 1] = begins[i]! + sizeOf(i);
  return begins;
}

/** Repeats the number of each run for each of its rows. */
function spread(begins: Uint32Array, count: number, numberOf: (i: number) => number): Uint32Array {
  const rows = new Uint32Array(begins[count]!);
  for (let i = 0; i < count; i++) rows.fill(numberOf(i), begins[i], begins[i + 1]);
  return rows;
}

/** Whether there are as many texts as runs, so that all are different. */
function areAllDistinct({ kinds, texts, length }: Cells): boolean {
  return texts.length === length && kinds !== null && kinds.every((kind) => kind === TEXT);
}

function hasFolds(of: RunColumns, count: number, runAt: (i: number) => number): boolean {
  if (of.folds === null) return false;
  for (let i = 0; i < count; i++) if (runFoldAt(of, runAt(i)) !== null) return true;
  return false;
}

/** The shapes of the runs in order of appearance. */
function shapesShown(of: RunColumns, runs: Uint32Array | null): RunColumns['shapes'] {
  if (runs === null || of.shapeOf === null) return of.shapes;
  const shown = new Set<number>();
  for (const run of runs) shown.add(of.shapeOf[run]!);
  return [...shown].map((place) => of.shapes[place]!);
}

function directionIn(shapes: RunColumns['shapes'], metric: string): Direction {
  for (const { metrics } of shapes) {
    const direction = Object.hasOwn(metrics, metric) ? metrics[metric]!.direction : 'none';
    if (direction !== 'none') return direction;
  }
  return 'none';
}

/** Whether the values of runs need no fallback. */
function isComplete({ kinds }: Cells, having: Uint8Array): boolean {
  return !having.includes(0) && kinds?.includes(NOT_APPLICABLE) !== true;
}

/** The values of the runs, with the fallback of a run if its records do not have the key or do not show it. */
function completed(
  values: Cells,
  having: Uint8Array,
  runs: Uint32Array | null,
  absent: (run: number) => Cell,
): Cells {
  const length = runs?.length ?? values.length;
  const cells = new GrowingCells(length);
  for (let row = 0; row < length; row++) {
    const run = runs === null ? row : runs[row]!;
    const kind = having[run] === 1 ? kindAt(values, run) : NOT_APPLICABLE;
    if (kind === NUMBER) cells.mark(row, NUMBER, values.values![run]!);
    else cells.set(row, kind === NOT_APPLICABLE ? absent(run) : cellAt(values, run));
  }
  return cells.finish(length);
}

/** Per run 1 if its epochs are equal to its steps; null if this is true of no run. */
function stepsAlone(of: RunColumns, step: Cells | undefined, epoch: Cells): Uint8Array | null {
  if (of.records === null || step === undefined) return null;
  const { starts } = of.records;
  const alone = new Uint8Array(of.length);
  for (let run = 0; run < of.length; run++) {
    let row = starts[run]!;
    const end = starts[run + 1]!;
    let hasSteps = false;
    for (; row < end && Object.is(cellAt(step, row), cellAt(epoch, row)); row++) {
      hasSteps ||= kindAt(step, row) !== NOT_APPLICABLE;
    }
    alone[run] = row === end && hasSteps ? 1 : 0;
  }
  return alone.includes(1) ? alone : null;
}

/** Per run 1 if a record has a cell for the key, except epochs that are equal to steps. */
function whichHave(of: RunColumns, key: string, columns: ReadonlyMap<string, Cells>): Uint8Array | null {
  const cells = columns.get(key);
  if (cells === undefined || of.records === null) return null;
  const { starts } = of.records;
  return remembered(of, `having ${key}`, () => {
    const alone = key === 'epoch' ? stepsAlone(of, columns.get('step'), cells) : null;
    const has = new Uint8Array(of.length);
    for (let run = 0; run < of.length; run++) {
      if (alone?.[run] === 1) continue;
      for (let row = starts[run]!; row < starts[run + 1]! && has[run] === 0; row++) {
        if (kindAt(cells, row) !== NOT_APPLICABLE) has[run] = 1;
      }
    }
    return has;
  });
}

function hasAny(having: Uint8Array, runs: Uint32Array | null): boolean {
  return runs === null ? having.includes(1) : runs.some((run) => having[run] === 1);
}

/** Whether every record of every run has an applicable cell. */
function hasAll(cells: Cells, of: RunColumns, having: Uint8Array): boolean {
  const { starts } = of.records!;
  if (countKinds(cells, starts[0], starts[of.length])[NOT_APPLICABLE]! > 0) return false;
  return !having.includes(0);
}

/** Reads the cell of a row's record; undefined if the run has no records. */
function recordReader(of: RunColumns, cells: Cells, begins: Uint32Array, runOfRow: Uint32Array) {
  const { starts } = of.records!;
  // The rows of a run are consecutive, as are its records.
  const recordOf = new Int32Array(runOfRow.length).fill(-1);
  for (let i = 0; i + 1 < begins.length; i++) {
    const run = runOfRow[begins[i]!]!;
    const size = starts[run + 1]! - starts[run]!;
    for (let record = 0; record < size; record++) recordOf[begins[i]! + record] = starts[run]! + record;
  }
  return (row: number): Cell => (recordOf[row]! < 0 ? undefined : cellAt(cells, recordOf[row]!));
}

/** Whether every applicable cell is true, false or missing. */
function isFlag(cells: Cells, start: number, end: number): boolean {
  if (cells.kinds === null) return start === end;
  for (let row = start; row < end; row++) {
    const kind = kindAt(cells, row);
    if (kind !== TRUE && kind !== FALSE && kind !== MISSING && kind !== NOT_APPLICABLE) return false;
  }
  return true;
}
