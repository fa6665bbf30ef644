import {
  hasConfigurations,
  type Configurations,
  type Direction,
  type RunSet,
  type Table,
} from '../../../history/index.ts';
import { firstRows } from '../experiments/selected-runs.ts';

/** An item of the list of runs: a run, a run with its folds, or a configuration. */
export interface RunItem {
  /** Identifies the item when the runs change, by the id of its run or of the first run of a configuration. */
  readonly key: string;
  /** The index of its run; null for a configuration of several runs. */
  readonly run: number | null;
  /** The indices of all its runs: of a run with folds first itself. */
  readonly runs: readonly number[];
  /** The row of the table that shows it; -1 if none does. */
  readonly row: number;
  /** The value of the objective, of several runs the mean; null if there is none. */
  readonly value: number | null;
  /** The sample standard deviation of the values of several runs; NaN for fewer than two. */
  readonly sd: number;
  /** The number of finite values; 1 or 0 for a single run. */
  readonly n: number;
  /** The folds of a run, or the runs of a configuration. */
  readonly children: readonly RunItem[];
}

export interface RunItemsInput {
  readonly set: RunSet;
  /** A table of `set` at any level. */
  readonly table: Table;
  /** A table of `set` with one row per run; null while it is not known. */
  readonly runTable: Table | null;
  readonly objective: { readonly metric: string; readonly direction: Direction } | null;
}

/**
 * The items of a list of runs, the best first; without a direction in the order of the runs. NaN comes after numbers, then
 * runs without a value. Folds are children of their parent, and runs are children of their configuration.
 */
export function runItems({ set, table, runTable, objective }: RunItemsInput): RunItem[] {
  const valueOf = valueReader(set, runTable, objective?.metric);
  const items = hasConfigurations(table)
    ? configurationItems(set, table, valueOf, objective?.metric)
    : itemsOfRuns(set, representativeRows(table, set.length, objective), valueOf);
  return objective === null ? items : sorted(items, objective.direction);
}

/** An item as it is listed. */
export interface RunEntry {
  readonly item: RunItem;
  /** The item that it is a child of; null at the top level. */
  readonly parent: RunItem | null;
}

/** The items in the order in which they are listed: children of opened items follow them. */
export function entriesOf(items: readonly RunItem[], opened: ReadonlySet<string>): RunEntry[] {
  return items.flatMap((item) => [
    { item, parent: null },
    ...(opened.has(item.key) ? item.children.map((child) => ({ item: child, parent: item })) : []),
  ]);
}

/** The keys with one added or removed. */
export function withKey(keys: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(keys);
  if (isIn) next.add(key);
  else next.delete(key);
  return next;
}

/** The keys of entries. */
export function keysOf(entries: readonly RunEntry[]): ReadonlySet<string> {
  return new Set(entries.map(({ item }) => item.key));
}

/** Per key its place in the list. */
export function placesOf(entries: readonly RunEntry[]): ReadonlyMap<string, number> {
  return new Map(entries.map(({ item }, place) => [item.key, place]));
}

type ValueReader = (run: number) => number | null;

function valueReader(set: RunSet, runTable: Table | null, metric: string | undefined): ValueReader {
  const column = runTable?.columns.find(({ name }) => name === metric);
  if (runTable === null || column?.kind !== 'number') return () => null;
  const rowOf = firstRows(runTable, set.length);
  return (run) => {
    const row = rowOf[run] ?? -1;
    return row < 0 || column.absence?.[row] ? null : column.values[row]!;
  };
}

/**
 * Per run the row of a table that stands for it: of several records that with the best value, or without a direction the
 * last; -1 if none does.
 */
function representativeRows(
  table: Table,
  runCount: number,
  objective: RunItemsInput['objective'],
): Int32Array {
  const rows = new Int32Array(runCount).fill(-1);
  const column = table.columns.find(({ name }) => name === objective?.metric);
  const sign = { max: 1, min: -1, none: 0 }[objective?.direction ?? 'none'];
  const scoreOf = (row: number) => {
    if (column?.kind !== 'number' || sign === 0 || column.absence?.[row]) return NaN;
    return sign * column.values[row]!;
  };
  for (let row = 0; row < table.length; row++) {
    const run = table.runIndex[row]!;
    const known = rows[run] ?? -1;
    const isWorse =
      known >= 0 && (scoreOf(row) <= scoreOf(known) || (sign !== 0 && Number.isNaN(scoreOf(row))));
    if (run < runCount && !isWorse) rows[run] = row;
  }
  return rows;
}

function itemsOfRuns(set: RunSet, rowOf: Int32Array, valueOf: ValueReader): RunItem[] {
  const foldsOf = new Map<number, number[]>();
  const isFold = new Uint8Array(set.length);
  if (set.hasParents) {
    for (let run = 0; run < set.length; run++) {
      const parent = set.fold(run) === null ? null : set.parent(run);
      const at = parent === null ? -1 : set.indexOf(parent);
      if (at < 0 || at === run) continue;
      isFold[run] = 1;
      const folds = foldsOf.get(at);
      if (folds) folds.push(run);
      else foldsOf.set(at, [run]);
    }
  }
  const items: RunItem[] = [];
  for (let run = 0; run < set.length; run++) {
    if (isFold[run] === 1) continue;
    const item = itemOfRun(set, run, rowOf[run]!, valueOf);
    const folds = foldsOf.get(run);
    items.push(folds === undefined ? item : withFolds(set, item, folds, rowOf, valueOf));
  }
  return items;
}

function itemOfRun(set: RunSet, run: number, row: number, valueOf: ValueReader): RunItem {
  const value = valueOf(run);
  const n = value !== null && Number.isFinite(value) ? 1 : 0;
  return { key: set.id(run), run, runs: [run], row, value, sd: NaN, n, children: [] };
}

/** The value of a run with folds is their mean; its own counts only if no fold has one. */
function withFolds(
  set: RunSet,
  item: RunItem,
  folds: readonly number[],
  rowOf: Int32Array,
  valueOf: ValueReader,
): RunItem {
  const children = folds.map((fold) => itemOfRun(set, fold, rowOf[fold]!, valueOf));
  const values = children.flatMap(({ value }) => (value !== null && Number.isFinite(value) ? [value] : []));
  const runs = [...item.runs, ...folds];
  if (values.length === 0) return { ...item, runs, children };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = values.length < 2 ? NaN : Math.sqrt(squares / (values.length - 1));
  return { ...item, runs, value: mean, sd, n: values.length, children };
}

function configurationItems(
  set: RunSet,
  table: Configurations,
  valueOf: ValueReader,
  metric: string | undefined,
): RunItem[] {
  const column = table.columns.find(({ name }) => name === metric);
  const statistics = table.statistics.get(metric ?? '');
  return Array.from(table.members, (members, row): RunItem => {
    const runs = [...members];
    const parents = new Set(
      runs.flatMap((run) => (set.fold(run) === null ? [] : [set.indexOf(set.parent(run) ?? '')])),
    );
    const children = runs.filter((run) => !parents.has(run)).map((run) => itemOfRun(set, run, row, valueOf));
    const isPresent = column?.kind === 'number' && !column.absence?.[row];
    return {
      key: runs.length === 1 ? set.id(runs[0]!) : `configuration ${set.id(runs[0]!)}`,
      run: runs.length === 1 ? runs[0]! : null,
      runs,
      row,
      value: isPresent ? column.values[row]! : null,
      sd: statistics?.sd[row] ?? NaN,
      n: statistics?.n[row] ?? 0,
      children: children.length > 1 ? children : [],
    };
  });
}

function sorted(items: readonly RunItem[], direction: Direction): RunItem[] {
  if (direction === 'none') return [...items];
  const sign = direction === 'max' ? -1 : 1;
  return [...items].sort((a, b) => {
    const order = rank(a.value) - rank(b.value);
    if (order !== 0 || rank(a.value) > 0 || a.value === b.value) return order;
    return a.value! < b.value! ? -sign : sign;
  });
}

/** Numbers before NaN before no value. */
function rank(value: number | null): number {
  if (value === null) return 2;
  return Number.isNaN(value) ? 1 : 0;
}
