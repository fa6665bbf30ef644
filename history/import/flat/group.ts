import type { Context } from '../types.ts';
import { knownName } from './known-names.ts';
import type { KnownName } from './known-names.ts';
import { groupLineage } from './lineage.ts';
import { sequencesOf } from './sequence.ts';
import type { Sequence, Sequences } from './sequence.ts';
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

/** The columns that tell how far a run has come at a row. */
export interface Progress {
  /** Along which the records of a run ascend: its epochs, or its steps where several are of one epoch. */
  readonly axis: number;
  /** The column of epochs; null where a log counts steps alone. */
  readonly epoch: number | null;
  /** The column of steps where that is the axis. */
  readonly step: number | null;
}

export interface Grouping {
  readonly groups: readonly Group[];
  /** Null where each row is a run. */
  readonly progress: Progress | null;
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
  if (uid !== undefined && from !== undefined) {
    const rows = rowsWithEpoch(table, epoch, context);
    return groupLineage(table, rows, { uid, from, epoch: epoch ?? null }, context);
  }
  const labels = (rows: readonly number[]): Labels => ({
    names: columns('run').filter((column) => isComplete(table, rows, column)),
    folds: columns('fold'),
    ids: columns('id').filter((column) => isComplete(table, rows, column)),
  });
  const [step] = columns('step').filter((column) => countsEpochs(table, column));
  if (step !== undefined && table.length > 1) {
    const [epochs = null] = columns('epoch');
    const rows = rowsWithEpoch(table, step, context);
    if (epochs === null || isRefined(table, rows, epochs, step, labels(rows))) {
      const progress = { axis: step, epoch: epochs, step };
      const grouping = groupSequences(table, rows, progress, labels(rows), context);
      if (grouping.groups.some(({ records }) => records.length > 1)) return grouping;
    }
  }
  const rows = rowsWithEpoch(table, epoch, context);
  if (epoch !== undefined) {
    return groupSequences(table, rows, { axis: epoch, epoch, step: null }, labels(rows), context);
  }
  for (const counter of columns('counter')) {
    if (!countsEpochs(table, counter) || rows.length < 2) continue;
    const progress = { axis: counter, epoch: counter, step: null };
    const grouping = groupSequences(table, rows, progress, labels(rows), context);
    if (grouping.groups.every(({ records }) => records.length < 2)) continue;
    context.note(`The column "${table.names[counter]!}" is taken as the epoch.`);
    return grouping;
  }
  const { names, ids } = labels(rows);
  return groupSingly(table, rows, names, ids);
}

/** Columns that may name the run of a row. */
interface Labels {
  readonly names: readonly number[];
  readonly folds: readonly number[];
  readonly ids: readonly number[];
}

/** Whether one epoch of one run has several steps. */
function isRefined(
  table: FlatTable,
  rows: readonly number[],
  epoch: number,
  step: number,
  { names, folds }: Labels,
): boolean {
  const steps = table.columns[step]!;
  return partition(table, rows, [...names, ...folds, epoch]).some((part) => {
    return table.columns[epoch]![part[0]!] !== null && part.some((row) => steps[row] !== steps[part[0]!]);
  });
}

/** Whether most rows have a number there; a few without one are left out. */
function countsEpochs(table: FlatTable, column: number): boolean {
  return table.columns[column]!.filter((cell) => Number.isFinite(cell)).length * 2 > table.length;
}

function rowsWithEpoch(table: FlatTable, epoch: number | undefined, { note }: Context): number[] {
  const all = Array.from({ length: table.length }, (_, row) => row);
  if (epoch === undefined) return all;
  const rows = all.filter((row) => Number.isFinite(table.columns[epoch]![row]));
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
  return rows.every((row) => typeof table.columns[column]![row] === 'string');
}

/** Rows by what they have in some columns, in order of first appearance. */
export function partition(table: FlatTable, rows: readonly number[], columns: readonly number[]): number[][] {
  const parts = new Map<string, number[]>();
  for (const row of rows) {
    const key = JSON.stringify(columns.map((column) => String(table.columns[column]![row])));
    const part = parts.get(key);
    if (part) part.push(row);
    else parts.set(key, [row]);
  }
  return [...parts.values()];
}

function groupSequences(
  table: FlatTable,
  rows: readonly number[],
  progress: Progress,
  { names, folds, ids }: Labels,
  { note }: Context,
): Grouping {
  const own = [progress.epoch, progress.step].filter((column) => column !== null);
  const tryParts = (parts: readonly (readonly number[])[], isOneRun: boolean): Sequences | null => {
    const all = parts.map((part) => sequencesOf(table, part, progress.axis, { isOneRun }));
    const found = all.filter((each) => each !== null);
    if (found.length < all.length) return null;
    return {
      sequences: found.flatMap(({ sequences }) => sequences),
      replaced: found.reduce((sum, { replaced }) => sum + replaced, 0),
    };
  };
  const make = (
    { sequences, replaced }: Sequences,
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
    if (replaced > 0) {
      note(`The run was resumed; of what was written twice the later is taken: ${String(replaced)} records.`);
    }
    return { groups, progress, used: new Set([...own, ...used]) };
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
    return own.includes(column) || looksLikeMetric(name) || knownName(name) !== undefined ? [] : [column];
  });
  const parts = partition(table, rows, configuration);
  const configured = parts.length < rows.length ? tryParts(parts, true) : null;
  return make(configured ?? { sequences: rows.map((row) => [[row]]), replaced: 0 }, [], []);
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
  return { groups, progress: null, used: new Set(telling) };
}

/** Names a run by what those of the columns say that do not say the same of all. */
export function labeller(
  table: FlatTable,
  rows: readonly number[],
  columns: readonly number[],
): (row: number) => string | null {
  const varying = columns.filter((column) => partition(table, rows, [column]).length > 1);
  const told = varying.length > 0 ? varying : columns.slice(0, 1);
  if (told.length === 0) return () => null;
  return (row) => {
    const parts = told.map((column) => {
      const text = String(table.columns[column]![row]);
      return knownName(table.names[column]!) === 'fold' ? `fold ${text}` : text;
    });
    return parts.join(' / ');
  };
}
