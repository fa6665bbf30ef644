import type {
  Dictionary,
  Distribution,
  EpochBatches,
  MetricDefinition,
  ParameterValue,
  RecordValue,
  Run,
  RunStatus,
  Source,
} from '../types.ts';
import { cellAt, kindAt, TEXT } from './cells.ts';
import type { Cell, Cells } from './cells.ts';
import { lazyList } from './lazy-list.ts';
import { recordList } from './record-list.ts';
import type { KeyOrders, NamedCells, RecordColumns } from './record-list.ts';

/** What many runs have in common: all that is not a value, and under which keys their values are, in their order. */
export interface RunShape {
  readonly status: RunStatus;
  readonly source: Source;
  readonly parameters: readonly string[];
  readonly metrics: Dictionary<MetricDefinition>;
  readonly summary: readonly string[];
}

/** Runs as columns, one row per run, so that a run takes a few bytes instead of an object. */
export interface RunColumns {
  readonly length: number;
  /** In the order in which they first appear. */
  readonly shapes: readonly RunShape[];
  /** Index of the shape of each run; null if all have the first. */
  readonly shapeOf: Uint32Array | null;
  /** The name of each run; null where the runs are numbered behind `title`. */
  readonly names: Cells | null;
  readonly title: string;
  /** Texts; null if each run's name is also its id. */
  readonly ids: Cells | null;
  /** Texts, missing for runs without a parent; null if no run has one. */
  readonly parents: Cells | null;
  /** Runs that are not folds have no number; null if no run is a fold. */
  readonly folds: Cells | null;
  /** Texts, missing where unknown; null if unknown for all runs. */
  readonly started: Cells | null;
  /** Texts, missing for runs without a note; absent or null if no run has one. */
  readonly notes?: Cells | null;
  /** What a run does not have is not applicable. */
  readonly parameters: readonly NamedCells[];
  /** Numbers and missing ones; what a run does not have is not applicable. */
  readonly summary: readonly NamedCells[];
  /** The records of all runs; null if no run has any. */
  readonly records: RunRecords | null;
  /** Distributions of each run; absent or null if no run has any. */
  readonly distributions?: readonly (Dictionary<Distribution> | undefined)[] | null;
  /** Batches of each run; absent or null if no run has any. */
  readonly batches?: readonly (readonly EpochBatches[] | undefined)[] | null;
}

/** The records of many runs, those of a run one after the other. */
export interface RunRecords {
  readonly columns: RecordColumns;
  /** Absent or null where each record has its keys in the order of the columns. */
  readonly orders?: KeyOrders | null;
  /** First row of each run, then the end of the last. */
  readonly starts: Uint32Array;
}

const columns = new WeakMap<readonly Run[], RunColumns>();

/** Returns a list that creates each run on access. */
export function runList(of: RunColumns): readonly Run[] {
  const list = lazyList(of.length, runReader(of));
  columns.set(list, of);
  return list;
}

/** Returns the columns of a list of runs; undefined for any other list. */
export function columnsOfRuns(runs: readonly Run[]): RunColumns | undefined {
  return columns.get(runs);
}

/** The shape of a run. */
export function shapeAt({ shapes, shapeOf }: RunColumns, row: number): RunShape {
  return shapes[shapeOf === null ? 0 : shapeOf[row]!]!;
}

/** The name of a run. */
export function runNameAt({ names, title }: RunColumns, row: number): string {
  return names === null ? `${title} ${String(row + 1)}` : String(cellAt(names, row));
}

/** The id of a run. */
export function runIdAt(of: RunColumns, row: number): string {
  return of.ids === null ? runNameAt(of, row) : String(cellAt(of.ids, row));
}

/** Returns the row of the first run with an id, or -1. Creates no id of another run. */
export function rowOfId(of: RunColumns, id: string): number {
  const cells = of.ids ?? of.names;
  if (cells === null) {
    const row = Number(id.slice(of.title.length + 1)) - 1;
    return Number.isInteger(row) && row >= 0 && row < of.length && runIdAt(of, row) === id ? row : -1;
  }
  const place = cells.texts.indexOf(id);
  for (let row = 0; row < of.length; row++) {
    const isText = kindAt(cells, row) === TEXT;
    if (isText ? cells.values![row] === place : String(cellAt(cells, row)) === id) return row;
  }
  return -1;
}

/** Returns the id of a run's parent, or null. */
export function runParentAt({ parents }: RunColumns, row: number): string | null {
  return parents === null ? null : textAt(parents, row);
}

/** Returns the start time of a run in ISO 8601, or null. */
export function runStartedAt({ started }: RunColumns, row: number): string | null {
  return started === null ? null : textAt(started, row);
}

/** Returns the note of a run, or null. */
export function runNoteAt({ notes }: RunColumns, row: number): string | null {
  return notes ? textAt(notes, row) : null;
}

/** Returns the fold number of a run, or null if it is not a fold. */
export function runFoldAt({ folds }: RunColumns, row: number): number | null {
  const fold = folds === null ? null : cellAt(folds, row);
  return typeof fold === 'number' ? fold : null;
}

/** Returns first and end row of the records of a run. */
export function recordsAt({ records }: RunColumns, row: number): { start: number; end: number } {
  if (records === null) return { start: 0, end: 0 };
  return { start: records.starts[row]!, end: records.starts[row + 1]! };
}

function textAt(cells: Cells, row: number): string | null {
  const text = cellAt(cells, row);
  return typeof text === 'string' ? text : null;
}

/** Returns a function that creates the run of a row. */
export function runReader(of: RunColumns): (row: number) => Run {
  const byName = (list: readonly NamedCells[]) => new Map(list.map(({ name, cells }) => [name, cells]));
  const [parameters, summary] = [byName(of.parameters), byName(of.summary)];
  return (row) => {
    const shape = shapeAt(of, row);
    const { start, end } = recordsAt(of, row);
    const note = runNoteAt(of, row);
    return {
      id: runIdAt(of, row),
      name: runNameAt(of, row),
      status: shape.status,
      source: shape.source,
      parent: runParentAt(of, row),
      fold: runFoldAt(of, row),
      started: runStartedAt(of, row),
      parameters: dictionaryAt<ParameterValue>(shape.parameters, parameters, row),
      metrics: shape.metrics,
      records: start === end ? [] : recordList({ ...of.records!, start, end }),
      summary: dictionaryAt<number | null>(shape.summary, summary, row),
      ...(note === null ? {} : { note }),
      ...(of.distributions?.[row] === undefined ? {} : { distributions: of.distributions[row] }),
      ...(of.batches?.[row] === undefined ? {} : { batches: of.batches[row] }),
    };
  };
}

function dictionaryAt<Value extends RecordValue>(
  keys: readonly string[],
  columns: ReadonlyMap<string, Cells>,
  row: number,
): Dictionary<Value> {
  return Object.fromEntries(keys.map((key) => [key, cellAt(columns.get(key)!, row) as Value]));
}

/** What the columns hold in a row, but for what is not applicable. */
export function cellsOfRow<Value extends Cell>(named: readonly NamedCells[], row: number): Dictionary<Value> {
  return Object.fromEntries(
    named.flatMap(({ name, cells }): [string, Value][] => {
      const cell = cellAt(cells, row);
      return cell === undefined ? [] : [[name, cell as Value]];
    }),
  );
}

/**
 * The runs with something else for each of their columns.
 * @param map takes a column, its place among all, which is the same each time, and its name
 */
export function mapCells(
  of: RunColumns,
  map: (cells: Cells, place: number, name: string) => Cells,
): RunColumns {
  let place = 0;
  const one = (cells: Cells | null, name: string) => cells && map(cells, place++, name);
  const named = (list: readonly NamedCells[]) =>
    list.map(({ name, cells }) => ({ name, cells: map(cells, place++, name) }));
  return {
    ...of,
    names: one(of.names, 'the names of runs'),
    ids: one(of.ids, 'the ids of runs'),
    parents: one(of.parents, 'the parents of runs'),
    folds: one(of.folds, 'the folds of runs'),
    started: one(of.started, 'the start times of runs'),
    ...(of.notes ? { notes: one(of.notes, 'the notes of runs') } : {}),
    parameters: named(of.parameters),
    summary: named(of.summary),
    records: of.records && { ...of.records, columns: named(of.records.columns) },
  };
}
