import type { RunSet } from '../runs/run-set.ts';
import { rowAt } from '../runs/chunk.ts';
import { runFoldAt, runParentAt, shapeAt } from '../runs/run-list.ts';
import { uniqueNames } from '../unique.ts';
import { replicateParameters } from './replicates.ts';
import { statisticsOf } from './statistics.ts';
import type { Statistics, StudentQuantile } from './statistics.ts';
import { createColumn } from './column.ts';
import { MISSING, NOT_APPLICABLE, PRESENT } from './table.ts';
import type { Column, NumberColumn, Table } from './table.ts';

/** A table of configurations. Its metrics are the means over their runs. */
export interface Configurations extends Table {
  /** The statistics of the runs by the name of the metric's column. */
  readonly statistics: ReadonlyMap<string, Statistics>;
  /** Per configuration the indices of its runs in the history, including parents of folds. */
  readonly members: readonly Uint32Array[];
  /** The table of those runs, with one row per run. */
  readonly runs: Table;
  /** The parameters that can differ between runs of one configuration. */
  readonly replicates: readonly string[];
}

/** The lineage of runs. */
interface Lineage {
  /** Per run the index of the parent of a fold; -1 for other runs. */
  readonly parentOf: Int32Array;
  /** Per run the number of a fold; -1 for other runs. */
  readonly foldOf: Int32Array;
  /** Whether scikit-learn's names for the scores of splits apply. */
  readonly isSplit: Uint8Array;
}

/**
 * Builds the table of configurations, in the order of their first runs. Folds belong to the configuration of their parent,
 * whose own value is used only for metrics that no fold has (`mean_test_score`). Folds of scikit-learn's `cv_results_`
 * also become the columns `split0_test_score`, ….
 * @param runs the table of all runs, with one row per run, in the order of `set`
 */
export function configurationsOf(
  set: RunSet,
  runs: Table,
  allBut: readonly string[] | null,
  quantile: StudentQuantile | null,
): Configurations {
  const lineage = lineageOf(set);
  const replicates = allBut ?? replicateParameters(runs);
  const parameters = runs.columns.filter(
    ({ name, role }) => role === 'parameter' && !replicates.includes(name),
  );
  const { groupOf, firsts } = groupsOf(parameters, lineage.parentOf, runs.length);
  const count = firsts.length;
  const statistics: Statistics[] = [];
  const metrics: NumberColumn[] = [];
  const add = (column: NumberColumn, groups: Int32Array) => {
    const found = statisticsOf(column, groups, count, quantile);
    statistics.push(found);
    metrics.push(meansOf(column, found));
  };
  for (const column of runs.columns) {
    if (column.role !== 'metric' || column.kind !== 'number') continue;
    for (const split of splitsOf(column, groupOf, lineage)) add(split.column, split.groupOf);
    add(column, groupsOfValues(column, groupOf, lineage.parentOf));
  }
  const members = membersOf(groupOf, count);
  const n = Float64Array.from(members, (all) => countReplicates(all, lineage.parentOf));
  const columns: Column[] = [
    nameColumn(runs, parameters, members, lineage.parentOf),
    ...parameters.map((column) => pickRows(column, firsts)),
    { name: 'n', role: 'progress', direction: 'none', kind: 'number', values: n, absence: null },
    ...metrics,
  ];
  const names = namesBeside(runs, columns);
  const firstMetric = columns.length - metrics.length;
  return {
    length: count,
    columns: columns.map((column, i) => ({ ...column, name: names[i]! })),
    runIndex: Uint32Array.from(firsts, (row) => runs.runIndex[row]!),
    recordIndex: new Int32Array(count).fill(-1),
    statistics: new Map(statistics.map((each, i) => [names[firstMetric + i]!, each])),
    members,
    runs,
    replicates,
  };
}

/** Unique names; parameters and metrics keep their names in the table of runs. */
function namesBeside(runs: Table, columns: readonly Column[]): string[] {
  const kept = new Set(runs.columns.filter(({ role }) => role !== 'identity').map(({ name }) => name));
  const isKept = ({ name, role }: Column) => kept.has(name) && (role === 'parameter' || role === 'metric');
  const inOrder = [...columns.filter(isKept), ...columns.filter((column) => !isKept(column))];
  const unique = uniqueNames(inOrder.map(({ name }) => name));
  const nameOf = new Map(inOrder.map((column, i) => [column, unique[i]!]));
  return columns.map((column) => nameOf.get(column)!);
}

function lineageOf(set: RunSet): Lineage {
  const parentOf = new Int32Array(set.length).fill(-1);
  const foldOf = new Int32Array(set.length).fill(-1);
  const isSplit = new Uint8Array(set.length);
  for (const [at, chunk] of set.chunks.entries()) {
    if (chunk.columns.folds === null) continue;
    for (let i = 0; i < chunk.length; i++) {
      const row = rowAt(chunk, i);
      const fold = runFoldAt(chunk.columns, row);
      const parent = runParentAt(chunk.columns, row);
      if (fold === null || parent === null) continue;
      const run = set.starts[at]! + i;
      parentOf[run] = set.indexOf(parent);
      foldOf[run] = fold;
      isSplit[run] = shapeAt(chunk.columns, row).source.format === 'cv_results' ? 1 : 0;
    }
  }
  return { parentOf, foldOf, isSplit };
}

/** Groups rows that are equal in all columns, and folds with their parents. */
function groupsOf(columns: readonly Column[], parentOf: Int32Array, length: number) {
  let codes = new Uint32Array(length);
  let codeCount = 1;
  for (const column of columns) {
    const places = new Map<number, number>();
    const cells = cellCodes(column);
    const next = new Uint32Array(length);
    for (let row = 0; row < length; row++) {
      const key = codes[row]! * (cells.count + 1) + cells.codes[row]!;
      let place = places.get(key);
      if (place === undefined) places.set(key, (place = places.size));
      next[row] = place;
    }
    codes = next;
    codeCount = Math.max(1, places.size);
  }
  const groupOf = new Int32Array(length);
  const groupOfCode = new Int32Array(codeCount).fill(-1);
  const firsts: number[] = [];
  for (let row = 0; row < length; row++) {
    const standing = parentOf[row]! >= 0 ? parentOf[row]! : row;
    const code = codes[standing]!;
    if (groupOfCode[code] === -1) {
      groupOfCode[code] = firsts.length;
      firsts.push(standing);
    }
    groupOf[row] = groupOfCode[code]!;
  }
  return { groupOf, firsts: Uint32Array.from(firsts) };
}

/** A code per row that is equal for equal cells: absent cells by reason, numbers by SameValueZero. */
function cellCodes(column: Column): { readonly codes: Uint32Array; readonly count: number } {
  const { absence } = column;
  const places = new Map<number, number>();
  const codes = new Uint32Array(
    absence?.length ?? (column.kind === 'number' ? column.values : column.codes).length,
  );
  const cells = column.kind === 'number' ? column.values : column.codes;
  for (let row = 0; row < codes.length; row++) {
    const state = absence === null ? PRESENT : absence[row]!;
    if (state !== PRESENT) {
      codes[row] = state;
      continue;
    }
    let place = places.get(cells[row]!);
    if (place === undefined) places.set(cells[row]!, (place = places.size + NOT_APPLICABLE + 1));
    codes[row] = place;
  }
  return { codes, count: places.size + NOT_APPLICABLE };
}

/** The groups of rows, without parents of folds that have the metric. */
function groupsOfValues(column: NumberColumn, groupOf: Int32Array, parentOf: Int32Array): Int32Array {
  const groups = groupOf.slice();
  for (let row = 0; row < groups.length; row++) {
    const parent = parentOf[row]!;
    if (parent >= 0 && column.absence?.[row] !== NOT_APPLICABLE) groups[parent] = -1;
  }
  return groups;
}

/** One column per split of a metric, with the rows of that split. */
function splitsOf(column: NumberColumn, groupOf: Int32Array, { foldOf, isSplit }: Lineage) {
  const splits = new Set<number>();
  const isScored = (row: number) => isSplit[row] === 1 && column.absence?.[row] !== NOT_APPLICABLE;
  for (let row = 0; row < groupOf.length; row++) if (isScored(row)) splits.add(foldOf[row]!);
  return [...splits]
    .sort((a, b) => a - b)
    .map((split) => ({
      column: { ...column, name: `split${String(split)}_${column.name}` },
      groupOf: groupOf.map((group, row) => (isScored(row) && foldOf[row] === split ? group : -1)),
    }));
}

/** The means as a column: NaN if all values are NaN or infinite, missing or not applicable if there are none. */
function meansOf(column: NumberColumn, { n, nonFinite, missing, mean }: Statistics): NumberColumn {
  const absence = Uint8Array.from(mean, (_, group) => {
    if (n[group]! + nonFinite[group]! > 0) return PRESENT;
    return missing[group]! > 0 ? MISSING : NOT_APPLICABLE;
  });
  const isPresent = absence.every((state) => state === PRESENT);
  return { ...column, values: mean, absence: isPresent ? null : absence };
}

function membersOf(groupOf: Int32Array, count: number): Uint32Array[] {
  const lists = Array.from({ length: count }, (): number[] => []);
  for (let row = 0; row < groupOf.length; row++) lists[groupOf[row]!]!.push(row);
  return lists.map((list) => Uint32Array.from(list));
}

/** The number of runs of a configuration, without parents of folds. */
function countReplicates(members: Uint32Array, parentOf: Int32Array): number {
  const parents = new Set(Array.from(members, (row) => parentOf[row]!));
  return members.filter((row) => !parents.has(row)).length;
}

/** The maximum number of parameters in a name. */
const MAX_NAMED = 3;

/**
 * The name of a configuration: that of its only run that is not a fold; else the parameters that differ between
 * configurations or, if there are more than `MAX_NAMED`, the name of the first run.
 */
function nameColumn(
  runs: Table,
  parameters: readonly Column[],
  members: readonly Uint32Array[],
  parentOf: Int32Array,
): Column {
  const names = runs.columns.find(({ role }) => role === 'identity')!;
  const differing = parameters.filter((column) => new Set(cellCodes(column).codes).size > 1);
  const isNamed = differing.length > 0 && differing.length <= MAX_NAMED;
  const nameOf = (all: Uint32Array) => {
    const roots = all.filter((row) => parentOf[row] === -1);
    const first = roots[0] ?? all[0]!;
    if (roots.length <= 1 || !isNamed) return textAt(names, first) ?? '';
    return differing
      .flatMap((column) => {
        const text = textAt(column, first);
        return text === null ? [] : [differing.length === 1 ? text : `${column.name}=${text}`];
      })
      .join(', ');
  };
  const head = { name: 'configuration', role: 'identity', direction: 'none' } as const;
  return createColumn(head, uniqueNames(members.map(nameOf)));
}

function textAt(column: Column, row: number): string | null {
  if (column.absence !== null && column.absence[row] !== PRESENT) return null;
  return column.kind === 'number' ? String(column.values[row]) : column.categories[column.codes[row]!]!;
}

function pickRows(column: Column, rows: Uint32Array): Column {
  const absence = column.absence && Uint8Array.from(rows, (row) => column.absence![row]!);
  if (column.kind === 'number') {
    return { ...column, absence, values: Float64Array.from(rows, (row) => column.values[row]!) };
  }
  return { ...column, absence, codes: rows.map((row) => column.codes[row]!) };
}
