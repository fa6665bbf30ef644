import type {
  Dictionary,
  Distribution,
  MetricDefinition,
  ParameterValue,
  RecordValue,
  Run,
  RunStatus,
  Source,
} from '../types.ts';
import { cellAt } from './cells.ts';
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

/** Many runs as columns, a row for each, so that one costs some bytes and not an object with all that is in it. */
export interface RunColumns {
  readonly length: number;
  /** In the order in which they first appear. */
  readonly shapes: readonly RunShape[];
  /** Which shape each run has; null where all have the first. */
  readonly shapeOf: Uint32Array | null;
  /** The name of each run; null where the runs are numbered behind `title`. */
  readonly names: Cells | null;
  readonly title: string;
  /** Texts; null where each run's name is its id as well. */
  readonly ids: Cells | null;
  /** Texts, and missing where a run has no parent; null where none has. */
  readonly parents: Cells | null;
  /** Whoever is no fold has no number there; null where none is one. */
  readonly folds: Cells | null;
  /** Texts, and missing where it is unknown; null where it is of all. */
  readonly started: Cells | null;
  /** What a run does not have is not applicable. */
  readonly parameters: readonly NamedCells[];
  /** Numbers and missing ones; what a run does not have is not applicable. */
  readonly summary: readonly NamedCells[];
  /** The records of all runs; null where no run has any. */
  readonly records: RunRecords | null;
  /** Per run its distributions; absent or null where no run has any. */
  readonly distributions?: readonly (Dictionary<Distribution> | undefined)[] | null;
}

/** The records of many runs, those of a run one after the other. */
export interface RunRecords {
  readonly columns: RecordColumns;
  /** Absent or null where each record has its keys in the order of the columns. */
  readonly orders?: KeyOrders | null;
  /** At which row those of each run begin, and the last end. */
  readonly starts: Uint32Array;
}

const columns = new WeakMap<readonly Run[], RunColumns>();

/** Those runs as a list that makes each when it is asked for. */
export function runList(of: RunColumns): readonly Run[] {
  const list = lazyList(of.length, runReader(of));
  columns.set(list, of);
  return list;
}

/** The columns behind a list of runs; undefined for any other list. */
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

/** The id of a run's parent; null where it has none. */
export function runParentAt({ parents }: RunColumns, row: number): string | null {
  return parents === null ? null : textAt(parents, row);
}

/** Which fold of its parent a run is; null where it is none. */
export function runFoldAt({ folds }: RunColumns, row: number): number | null {
  const fold = folds === null ? null : cellAt(folds, row);
  return typeof fold === 'number' ? fold : null;
}

/** Where the records of a run begin and end. */
export function recordsAt({ records }: RunColumns, row: number): { start: number; end: number } {
  if (records === null) return { start: 0, end: 0 };
  return { start: records.starts[row]!, end: records.starts[row + 1]! };
}

function textAt(cells: Cells, row: number): string | null {
  const text = cellAt(cells, row);
  return typeof text === 'string' ? text : null;
}

/** Returns a function that makes the run in a row. */
export function runReader(of: RunColumns): (row: number) => Run {
  const byName = (list: readonly NamedCells[]) => new Map(list.map(({ name, cells }) => [name, cells]));
  const [parameters, summary] = [byName(of.parameters), byName(of.summary)];
  return (row) => {
    const shape = shapeAt(of, row);
    const { start, end } = recordsAt(of, row);
    return {
      id: runIdAt(of, row),
      name: runNameAt(of, row),
      status: shape.status,
      source: shape.source,
      parent: runParentAt(of, row),
      fold: runFoldAt(of, row),
      started: of.started === null ? null : textAt(of.started, row),
      parameters: dictionaryAt<ParameterValue>(shape.parameters, parameters, row),
      metrics: shape.metrics,
      records: start === end ? [] : recordList({ ...of.records!, start, end }),
      summary: dictionaryAt<number | null>(shape.summary, summary, row),
      ...(of.distributions?.[row] === undefined ? {} : { distributions: of.distributions[row] }),
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
    parameters: named(of.parameters),
    summary: named(of.summary),
    records: of.records && { ...of.records, columns: named(of.records.columns) },
  };
}
