import type { Context } from '../types.ts';
import { knownName } from './known-names.ts';
import type { KnownName } from './known-names.ts';
import { groupLineage } from './lineage.ts';
import { sequencesOf } from './sequence.ts';
import type { Sequence } from './sequence.ts';
import type { FlatTable } from './table.ts';
import { looksLikeMetric } from '../../direction.ts';

/** The rows of one run. */
export interface Group {
  readonly records: Sequence;
  /** What the file calls the run; null where it does not. */
  readonly name: string | null;
  /** An id that the file gives; null where it gives none. */
  readonly id: string | null;
  /** Index of the group that it was forked from. */
  readonly parent: number | null;
}

export interface Grouping {
  readonly groups: readonly Group[];
  /** The column that counts the epochs; null where each row is a run. */
  readonly epoch: number | null;
  /** The columns that this has used up: epochs, names, ids. */
  readonly used: ReadonlySet<number>;
}

/** Tells which rows of a table make a run, and which column counts their epochs. */
export function groupRows(table: FlatTable, context: Context): Grouping {
  const columns = (known: KnownName) => {
    return table.names.flatMap((name, column) => (knownName(name) === known ? [column] : []));
  };
  const uid = columns('id').find((column) => table.names[column]!.toLowerCase() === 'uid');
  const [from] = columns('from');
  const [epoch] = columns('epoch').filter((column) => countsEpochs(table, column));
  const rows = rowsWithEpoch(table, epoch, context);
  if (uid !== undefined && from !== undefined) {
    return groupLineage(table, rows, { uid, from, epoch: epoch ?? null }, context);
  }
  const names = columns('run').filter((column) => isComplete(table, rows, column));
  const folds = columns('fold');
  const ids = columns('id').filter((column) => isComplete(table, rows, column));
  if (epoch !== undefined) return groupSequences(table, rows, epoch, names, folds, ids);

  for (const counter of columns('counter')) {
    if (!countsEpochs(table, counter) || rows.length < 2) continue;
    const grouping = groupSequences(table, rows, counter, names, folds, ids);
    if (grouping.groups.every(({ records }) => records.length < 2)) continue;
    context.note(`The column "${table.names[counter]!}" is taken as the epoch.`);
    return grouping;
  }
  return groupSingly(table, rows, names, ids);
}

/** Whether most rows have a number there; a few without one are left out. */
function countsEpochs(table: FlatTable, column: number): boolean {
  return table.rows.filter((row) => Number.isFinite(row[column])).length * 2 > table.rows.length;
}

function rowsWithEpoch(table: FlatTable, epoch: number | undefined, { note }: Context): number[] {
  const all = table.rows.map((_, row) => row);
  if (epoch === undefined) return all;
  const rows = all.filter((row) => Number.isFinite(table.rows[row]![epoch]));
  const left = all.length - rows.length;
  if (left > 0)
    note(
      left === 1
        ? 'One row has no epoch and is left out.'
        : `${String(left)} rows have no epoch and are left out.`,
    );
  return rows;
}

function isComplete(table: FlatTable, rows: readonly number[], column: number): boolean {
  return rows.every((row) => typeof table.rows[row]![column] === 'string');
}

/** Rows by what they have in some columns, in order of first appearance. */
function partition(table: FlatTable, rows: readonly number[], columns: readonly number[]): number[][] {
  const parts = new Map<string, number[]>();
  for (const row of rows) {
    const key = JSON.stringify(columns.map((column) => String(table.rows[row]![column])));
    const part = parts.get(key);
    if (part) part.push(row);
    else parts.set(key, [row]);
  }
  return [...parts.values()];
}

function groupSequences(
  table: FlatTable,
  rows: readonly number[],
  epoch: number,
  names: readonly number[],
  folds: readonly number[],
  ids: readonly number[],
): Grouping {
  const tryParts = (parts: readonly (readonly number[])[], isOneRun: boolean) => {
    const sequences = parts.map((part) => sequencesOf(table, part, epoch, { isOneRun }));
    return sequences.includes(null) ? null : (sequences as Sequence[][]).flat();
  };
  const make = (
    sequences: readonly Sequence[],
    used: readonly number[],
    labels: readonly number[],
  ): Grouping => {
    const nameOf = labeller(table, rows, labels);
    const groups = sequences.map((records) => ({
      records,
      name: nameOf(records[0]![0]!),
      id: null,
      parent: null,
    }));
    return { groups, epoch, used: new Set([epoch, ...used]) };
  };

  const named =
    names.length + folds.length > 0 && tryParts(partition(table, rows, [...names, ...folds]), true);
  if (named) return make(named, names, [...names, ...folds]);
  for (const id of ids) {
    const parts = partition(table, rows, [id]);
    // An id of which each row has another is a number of rows, not of runs.
    const sequences = parts.length < rows.length ? tryParts(parts, true) : null;
    if (sequences) return make(sequences, [id], [id]);
  }
  const whole = tryParts([rows], false);
  if (whole) return make(whole, [], []);
  const configuration = table.names.flatMap((name, column) => {
    return column === epoch || looksLikeMetric(name) || knownName(name) !== undefined ? [] : [column];
  });
  const parts = partition(table, rows, configuration);
  const configured = parts.length < rows.length ? tryParts(parts, true) : null;
  return make(configured ?? rows.map((row) => [[row]]), [], []);
}

/** Each row a run. Columns that name runs are used up if their names tell all rows apart. */
function groupSingly(
  table: FlatTable,
  rows: readonly number[],
  names: readonly number[],
  ids: readonly number[],
): Grouping {
  const telling = [names, ...ids.map((id) => [id])].find((columns) => {
    return columns.length > 0 && partition(table, rows, columns).length === rows.length;
  });
  const nameOf = labeller(table, rows, telling ?? []);
  const groups = rows.map((row) => ({ records: [[row]], name: nameOf(row), id: null, parent: null }));
  return { groups, epoch: null, used: new Set(telling) };
}

/** Names a run by what those of the columns say that do not say the same of all. */
function labeller(
  table: FlatTable,
  rows: readonly number[],
  columns: readonly number[],
): (row: number) => string | null {
  const varying = columns.filter((column) => partition(table, rows, [column]).length > 1);
  const told = varying.length > 0 ? varying : columns.slice(0, 1);
  if (told.length === 0) return () => null;
  return (row) => {
    const parts = told.map((column) => {
      const text = String(table.rows[row]![column]);
      return knownName(table.names[column]!) === 'fold' ? `fold ${text}` : text;
    });
    return parts.join(' / ');
  };
}
