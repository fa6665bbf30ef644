import { NOT_APPLICABLE } from '../table/table.ts';
import type { EpochRecord, Run } from '../types.ts';
import { GrowingCells, packCells } from './growing-cells.ts';
import type { Cell } from './cells.ts';
import { rangeOf } from './record-list.ts';
import { OrderCollector } from './key-orders.ts';
import type { NamedCells } from './record-list.ts';
import type { RunColumns, RunRecords, RunShape } from './run-list.ts';
import { partsOfRuns, runsOfParts } from './run-parts.ts';
import type { RunPart } from './run-parts.ts';

/** Minimum length of lists that are converted to columns: copying that many objects would block the thread. */
const MIN_RUNS = 1000;

/** The same runs, in columns wherever many of them are objects and nothing is lost. */
export function withColumns(runs: readonly Run[]): readonly Run[] {
  return runsOfParts(
    partsOfRuns(runs).map((part): RunPart => {
      const columns = part.kind === 'list' && part.length >= MIN_RUNS ? packRuns(part.runs) : null;
      return columns ? { kind: 'columns', columns, length: part.length } : part;
    }),
  );
}

/** The runs as columns. Null where they have distributions or batches, or records with their keys in different orders. */
export function packRuns(runs: readonly Run[]): RunColumns | null {
  if (runs.some(({ distributions, batches }) => distributions !== undefined || batches !== undefined))
    return null;
  const columns = columnsFromRuns(runs);
  return columns.records?.orders ? null : columns;
}

/** The runs as columns, without loss. */
export function columnsFromRuns(runs: readonly Run[]): RunColumns {
  const texts = (cellOf: (run: Run) => Cell) => packCells(runs.map(cellOf));
  const { shapes, shapeOf } = shapesOf(runs);
  const hasDistributions = runs.some(({ distributions }) => distributions !== undefined);
  return {
    length: runs.length,
    shapes,
    shapeOf,
    names: texts(({ name }) => name),
    title: '',
    ids: runs.every(({ id, name }) => id === name) ? null : texts(({ id }) => id),
    parents: runs.every(({ parent }) => parent === null) ? null : texts(({ parent }) => parent),
    folds: runs.every(({ fold }) => fold === null) ? null : texts(({ fold }) => fold),
    started: runs.every(({ started }) => started === null) ? null : texts(({ started }) => started),
    parameters: columnsOf(runs.map(({ parameters }) => parameters)),
    summary: columnsOf(runs.map(({ summary }) => summary)),
    records: packRecords(runs.map((run) => run.records)),
    ...(runs.some(({ note }) => note !== undefined) ? { notes: texts(({ note }) => note ?? null) } : {}),
    ...(hasDistributions ? { distributions: runs.map(({ distributions }) => distributions) } : {}),
    ...(runs.some(({ batches }) => batches !== undefined)
      ? { batches: runs.map(({ batches }) => batches) }
      : {}),
  };
}

function shapesOf(runs: readonly Run[]): Pick<RunColumns, 'shapes' | 'shapeOf'> {
  const places = new Map<string, number>();
  const shapes: RunShape[] = [];
  const shapeOf = Uint32Array.from(runs, ({ status, source, parameters, metrics, summary }) => {
    const shape = {
      status,
      source,
      parameters: Object.keys(parameters),
      metrics,
      summary: Object.keys(summary),
    };
    const text = JSON.stringify(shape);
    let place = places.get(text);
    if (place === undefined) {
      places.set(text, (place = shapes.length));
      shapes.push(shape);
    }
    return place;
  });
  return { shapes, shapeOf: shapes.length === 1 ? null : shapeOf };
}

/** A column for each key, in the order in which they first appear; not applicable where an object has no such key. */
function columnsOf(objects: readonly Readonly<Record<string, Cell>>[]): NamedCells[] {
  const growing = new Map<string, GrowingCells>();
  for (let row = 0; row < objects.length; row++) {
    const object = objects[row]!;
    for (const key of Object.keys(object)) columnOf(growing, key, objects.length).set(row, object[key]);
  }
  return Array.from(growing, ([name, cells]) => ({ name, cells: cells.finish(objects.length) }));
}

/** Returns the column of a key. The cells of a new column are not applicable. */
function columnOf(growing: Map<string, GrowingCells>, key: string, length: number): GrowingCells {
  let cells = growing.get(key);
  if (cells === undefined) {
    growing.set(key, (cells = new GrowingCells(length)));
    cells.fill(NOT_APPLICABLE, 0, length);
  }
  return cells;
}

type Records = readonly EpochRecord[];

function packRecords(lists: readonly Records[]): RunRecords | null {
  const starts = new Uint32Array(lists.length + 1);
  for (let run = 0; run < lists.length; run++) starts[run + 1] = starts[run]! + lists[run]!.length;
  if (starts.at(-1) === 0) return null;
  return shared(lists) ?? copied(lists, starts);
}

/** The columns that all records are of already, run after run. */
function shared(lists: readonly Records[]): RunRecords | null {
  const first = rangeOf(lists.find(({ length }) => length > 0)!);
  if (first === undefined) return null;
  const starts = new Uint32Array(lists.length + 1);
  let at = first.start;
  for (let run = 0; run < lists.length; run++) {
    starts[run] = at;
    const list = lists[run]!;
    if (list.length === 0) continue;
    const range = rangeOf(list);
    if (range?.columns !== first.columns || range.orders !== first.orders || range.start !== at) return null;
    at = range.end;
  }
  starts[lists.length] = at;
  return { columns: first.columns, starts, ...(first.orders ? { orders: first.orders } : {}) };
}

/** Plain loops: this runs over every cell of runs that are objects. */
function copied(lists: readonly Records[], starts: Uint32Array): RunRecords {
  const length = starts.at(-1)!;
  const growing = new Map<string, GrowingCells>();
  columnOf(growing, 'epoch', length);
  const collector = new OrderCollector(['epoch']);
  let orders: Uint32Array | null = null;
  // Most records have the keys of the previous one, so their columns need no lookup.
  let keysBefore: readonly string[] = [];
  let cellsBefore: GrowingCells[] = [];
  let order = 0;
  let row = 0;
  for (const list of lists) {
    for (const record of list) {
      const keys = Object.keys(record);
      if (!isSameKeys(keys, keysBefore)) {
        cellsBefore = keys.map((key) => {
          if (!growing.has(key)) collector.addColumn(key);
          return columnOf(growing, key, length);
        });
        order = collector.placeOf(keys);
        keysBefore = keys;
      }
      for (let i = 0; i < keys.length; i++) cellsBefore[i]!.set(row, record[keys[i]!]);
      if (order > 0) (orders ??= new Uint32Array(length))[row] = order;
      row++;
    }
  }
  const columns = Array.from(growing, ([name, cells]) => ({ name, cells: cells.finish(length) }));
  return { columns, starts, ...(orders === null ? {} : { orders: { lists: collector.lists, of: orders } }) };
}

function isSameKeys(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
