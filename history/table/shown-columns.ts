import { isBetter, worst } from '../best.ts';
import { cellAt, countKinds, gatherCells, kindAt, NUMBER, TEXT } from '../runs/cells.ts';
import { GrowingCells } from '../runs/growing-cells.ts';
import type { Cell, Cells } from '../runs/cells.ts';
import { runFoldAt, shapeAt } from '../runs/run-list.ts';
import type { RunColumns } from '../runs/run-list.ts';
import type { Segment } from './column.ts';
import type { RunValue, ShownRuns } from './shown-run.ts';
import { NOT_APPLICABLE } from './table.ts';
import type { Direction } from '../types.ts';

/** For each run whether its records have a key. */
type Having = (run: number) => boolean;

/**
 * The rows of many runs in columns, as `showRun` has those of one.
 * @param first index of the first of them in the history
 * @param runs which of them have rows, ascending; null for all
 * @param names what those are called
 */
export function showColumns(
  of: RunColumns,
  first: number,
  runs: Uint32Array | null,
  names: readonly string[],
  value: RunValue | null,
): ShownRuns {
  const count = runs?.length ?? of.length;
  const { records } = of;
  const runAt = (i: number) => (runs === null ? i : runs[i]!);
  const sizeOf = (run: number) => (records === null ? 0 : records.starts[run + 1]! - records.starts[run]!);
  const isByRecord = value === null && records !== null;

  /** At which row those of each run begin, and the last end; null where each run has one. */
  const begins = isByRecord ? beginsOf(count, (i) => Math.max(1, sizeOf(runAt(i)))) : null;
  const length = begins === null ? count : begins[count]!;
  /** Which run each row is of; null where the run has the row's own number. */
  const runOfRow = begins === null ? runs : spread(begins, count, runAt);
  const runOf = (row: number) => (runOfRow === null ? row : runOfRow[row]!);
  /** The first row of the records where row after row is the record behind it; null where it is not so. */
  const recordsFrom =
    isByRecord && runs === null && length === records.starts[count]! - records.starts[0]!
      ? records.starts[0]!
      : null;

  const recordColumns = new Map(records?.columns.map(({ name, cells }) => [name, cells]) ?? []);
  const havings = new Map<string, Having | null>();
  const alone = stepsAlone(of, recordColumns);
  /** Which runs have a key; null where none of them has. */
  const havingOf = (key: string): Having | null => {
    if (!havings.has(key)) havings.set(key, whichHave(of, key, recordColumns.get(key), alone, count, runAt));
    return havings.get(key)!;
  };
  const recordKeys = new Set([...recordColumns.keys()].filter((key) => havingOf(key) !== null));

  const perRow = (cells: Cells): Segment => packed(runOfRow === null ? cells : gatherCells(cells, runOfRow));
  const shapes = shapesShown(of, runs);
  const unionOf = (keys: (shape: RunColumns['shapes'][number]) => readonly string[]) =>
    new Set(shapes.flatMap(keys));

  /** The cells of records, or what stands for a run, with what a run has instead where there is none. */
  const fromRecords = (key: string, absent: (run: number) => Cell): Segment => {
    const having = havingOf(key);
    const cells = recordColumns.get(key);
    if (recordsFrom !== null && cells !== undefined && having !== null && hasAll(cells, of, having)) {
      return { kind: 'packed', length, cells, start: recordsFrom, absent: undefined };
    }
    const cellOf =
      having === null || cells === undefined
        ? () => undefined
        : begins !== null
          ? recordReader(of, cells, begins, runOfRow!)
          : rowReader(of, key, cells, recordColumns.get('epoch')!, value);
    return packed(
      madeCells(length, (row) => {
        const run = runOf(row);
        const cell = having?.(run) ? cellOf(row, run) : undefined;
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
    directionOf: (metric) => directionIn(shapes, metric),
    isFlag(key) {
      const cells = recordColumns.get(key);
      if (cells === undefined || records === null) return true;
      const { [NUMBER]: numbers = 0, [TEXT]: texts = 0 } = countKinds(
        cells,
        records.starts[0],
        records.starts[of.length],
      );
      return numbers + texts === 0;
    },
    place(runIndex, recordIndex, at) {
      for (let row = 0; row < length; row++) runIndex[at + row] = first + runOf(row);
      if (begins === null) return;
      for (let i = 0; i < count; i++) {
        const size = sizeOf(runAt(i));
        for (let record = 0; record < size; record++) recordIndex[at + begins[i]! + record] = record;
      }
    },
    namedCells(unique) {
      const codes = begins === null ? codesOf(length, (row) => row) : spread(begins, count, (i) => i);
      return packed({ length, texts: unique, values: codes, kinds: new Uint8Array(length).fill(TEXT) });
    },
    parameterCells(name) {
      const column = of.parameters.find((each) => each.name === name);
      return column ? perRow(column.cells) : { kind: 'same', length, cell: undefined };
    },
    foldCells: () =>
      of.folds === null
        ? { kind: 'same', length, cell: undefined }
        : perRow(madeCells(of.length, (run) => runFoldAt(of, run) ?? undefined)),
    metricCells(name) {
      const summed = of.summary.find((each) => each.name === name)?.cells;
      const isDeclared = of.shapes.map(({ metrics }) => Object.hasOwn(metrics, name));
      const having = havingOf(name);
      const absent = (run: number): Cell => {
        if (summed && !having?.(run) && kindAt(summed, run) !== NOT_APPLICABLE) return cellAt(summed, run);
        return isDeclared[of.shapeOf === null ? 0 : of.shapeOf[run]!]! ? null : undefined;
      };
      // Where there is nothing but a number for each run it is taken as it is.
      if (having === null && summed && countKinds(summed)[NOT_APPLICABLE] === 0) return perRow(summed);
      return fromRecords(name, absent);
    },
    recordCells(key) {
      const having = havingOf(key);
      return fromRecords(key, (run) => (having?.(run) ? null : undefined));
    },
  };
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

/** A number for each of the runs, in each of its rows. */
function spread(begins: Uint32Array, count: number, numberOf: (i: number) => number): Uint32Array {
  const rows = new Uint32Array(begins[count]!);
  for (let i = 0; i < count; i++) rows.fill(numberOf(i), begins[i], begins[i + 1]);
  return rows;
}

/** Every text is of another run, where there are as many as runs. */
function areAllDistinct({ kinds, texts, length }: Cells): boolean {
  return texts.length === length && kinds !== null && kinds.every((kind) => kind === TEXT);
}

function hasFolds(of: RunColumns, count: number, runAt: (i: number) => number): boolean {
  if (of.folds === null) return false;
  for (let i = 0; i < count; i++) if (runFoldAt(of, runAt(i)) !== null) return true;
  return false;
}

/** The shapes of those runs in the order in which they first appear. */
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

/** For each run whether its epochs are nothing but its steps again; null where those of none are. */
function stepsAlone(of: RunColumns, columns: ReadonlyMap<string, Cells>): Uint8Array | null {
  const [step, epoch] = [columns.get('step'), columns.get('epoch')];
  if (of.records === null || step === undefined || epoch === undefined) return null;
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

function whichHave(
  of: RunColumns,
  key: string,
  cells: Cells | undefined,
  alone: Uint8Array | null,
  count: number,
  runAt: (i: number) => number,
): Having | null {
  if (cells === undefined || of.records === null) return null;
  const { starts } = of.records;
  const has = new Uint8Array(of.length);
  let isAny = false;
  for (let i = 0; i < count; i++) {
    const run = runAt(i);
    if (key === 'epoch' && alone?.[run] === 1) continue;
    for (let row = starts[run]!; row < starts[run + 1]! && has[run] === 0; row++) {
      if (kindAt(cells, row) !== NOT_APPLICABLE) has[run] = 1;
    }
    isAny ||= has[run] === 1;
  }
  return isAny ? (run) => has[run] === 1 : null;
}

/** Whether every record of every run has a cell that applies. */
function hasAll(cells: Cells, of: RunColumns, having: Having): boolean {
  const { starts } = of.records!;
  if (countKinds(cells, starts[0], starts[of.length])[NOT_APPLICABLE]! > 0) return false;
  for (let run = 0; run < of.length; run++) if (!having(run)) return false;
  return true;
}

/** Reads the cell of the record behind a row; undefined for the row of a run without records. */
function recordReader(of: RunColumns, cells: Cells, begins: Uint32Array, runOfRow: Uint32Array) {
  const { starts } = of.records!;
  // The rows of a run follow each other, as its records do.
  const recordOf = new Int32Array(runOfRow.length).fill(-1);
  for (let i = 0; i + 1 < begins.length; i++) {
    const run = runOfRow[begins[i]!]!;
    const size = starts[run + 1]! - starts[run]!;
    for (let record = 0; record < size; record++) recordOf[begins[i]! + record] = starts[run]! + record;
  }
  return (row: number): Cell => (recordOf[row]! < 0 ? undefined : cellAt(cells, recordOf[row]!));
}

/** Reads what stands for a whole run under a key, as `showRun` does. */
function rowReader(of: RunColumns, key: string, cells: Cells, epoch: Cells, value: RunValue | null) {
  const { starts } = of.records!;
  if (value === 'best') {
    return (_: number, run: number): Cell => {
      const { metrics } = shapeAt(of, run);
      if (!Object.hasOwn(metrics, key)) return undefined;
      return bestOf(cells, starts[run]!, starts[run + 1]!, metrics[key]!.direction);
    };
  }
  return (_: number, run: number): Cell => {
    const [start, end] = [starts[run]!, starts[run + 1]!];
    if (start === end || value === null) return undefined;
    const wanted = value === 'last' ? cellAt(epoch, end - 1) : value.epoch;
    let found: Cell;
    for (let row = start; row < end; row++) {
      if (cellAt(epoch, row) !== wanted) continue;
      const cell = cellAt(cells, row);
      if (cell !== undefined && (cell !== null || found === undefined)) found = cell;
    }
    return found;
  };
}

function bestOf(cells: Cells, start: number, end: number, direction: Direction): Cell {
  let last: Cell = null;
  let best = direction === 'none' ? NaN : worst(direction);
  let isFound = false;
  for (let row = start; row < end; row++) {
    const cell = cellAt(cells, row) ?? null;
    last = cell ?? last;
    if (!isBetter(cell, best, direction)) continue;
    best = cell;
    isFound = true;
  }
  return isFound ? best : last;
}
