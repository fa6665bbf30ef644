import type { GroupsInput } from '../../analysis/index.ts';
import { PRESENT, type Column, type Configurations, type Table } from '../../history/index.ts';

/** The runs of two configurations, as groups of rows of the table of runs, which has a row per run; parents of folds are left out. */
export function replicateGroups(
  table: Configurations,
  runs: Table,
  [first, second]: readonly [number, number],
): Pick<GroupsInput, 'first' | 'second' | 'replicates' | 'folds' | 'splitOf'> {
  const rowOf = new Map(Array.from(runs.runIndex, (run, row) => [run, row]));
  const fold = foldColumnOf(runs);
  const rowsOf = (configuration: number) => {
    const rows = Array.from(table.members[configuration]!, (run) => rowOf.get(run) ?? -1).filter(
      (row) => row >= 0,
    );
    const folds = fold === null ? [] : rows.filter((row) => hasCell(fold, row));
    return folds.length > 0 ? folds : rows;
  };
  const [a, b] = [rowsOf(first), rowsOf(second)];
  return {
    first: a,
    second: b,
    replicates: runs.columns.filter(({ name }) => table.replicates.includes(name)),
    folds: foldCount(runs, [...a, ...b]),
    splitOf: splitFinder(runs, [...a, ...b]),
  };
}

/** The number of folds that the data of some rows were split into; null if no row is a fold. */
export function foldCount(runs: Table, rows: readonly number[]): number | null {
  const fold = foldColumnOf(runs);
  const folds = fold === null ? [] : rows.filter((row) => hasCell(fold, row));
  if (fold === null || folds.length === 0) return null;
  const count = new Set(folds.map((row) => cellOf(fold, row))).size;
  // Folds are numbered over all repeats.
  const repeats = runs.columns.find(({ name }) => name === 'repeats');
  const times = repeats?.kind === 'number' ? repeats.values[folds[0]!]! : NaN;
  return Math.max(2, Math.round(times > 1 ? count / times : count));
}

/** The split of a row that is a fold: repeats have the same splits unless they reshuffled the rows. Null without folds. */
function splitFinder(runs: Table, rows: readonly number[]): ((row: number) => number) | null {
  const fold = foldColumnOf(runs);
  const count = foldCount(runs, rows);
  if (fold === null || count === null) return null;
  const seeds = ['fold_shuffle_seed', 'repeat_shuffle_seed'];
  const shuffles = runs.columns.filter(({ name }) => seeds.includes(name));
  const isReshuffled = (row: number) => shuffles.some((shuffle) => hasCell(shuffle, row));
  const isNumbered = fold.kind === 'number';
  return (row) => (isNumbered && !isReshuffled(row) ? cellOf(fold, row) % count : cellOf(fold, row));
}

const foldColumnOf = (table: Table) =>
  table.columns.find(({ name, role }) => name === 'fold' && role === 'parameter') ?? null;
const hasCell = (column: Column, row: number) => (column.absence?.[row] ?? PRESENT) === PRESENT;
const cellOf = (column: Column, row: number) =>
  column.kind === 'number' ? column.values[row]! : column.codes[row]!;
