import { cellAt, isSameCell, kindAt, TEXT } from '../../../runs/cells.ts';
import { MISSING } from '../../../table/table.ts';
import type { Context } from '../../types.ts';
import { counterName } from '../counters/counter-names.ts';
import type { CounterName } from '../counters/counter-names.ts';
import { isCounter } from '../counters/is-counter.ts';
import { sharedMoments } from '../counters/shared-moments.ts';
import { knownName } from '../known-names.ts';
import type { KnownName } from '../known-names.ts';
import { groupLineage } from './lineage.ts';
import { countParts, partition } from './partition.ts';
import { lengthOf, sequencesOf } from '../sequence.ts';
import type { Sequence, Sequences } from '../sequence.ts';
import { allRows, countRecords, countRuns, finiteRows, firstRowOf } from '../table.ts';
import type { FlatTable, Layout } from '../table.ts';
import { looksLikeMetric } from '../../../direction.ts';

/** The rows of each run, and its name in the file. */
export interface Groups {
  readonly layout: Layout;
  /** Returns the name of a run; null if the file has none. */
  readonly nameOf: (run: number) => string | null;
  /** The column that `nameOf` reads, if it is a single text column with unique values. */
  readonly nameColumn?: number;
  /** Whether the file links runs by ids. */
  readonly isLinked: boolean;
  /** Returns the id of a run; null if the file has none. */
  readonly idOf: (run: number) => string | null;
  /** Returns the index of the run that it was forked from; null if none. */
  readonly parentOf: (run: number) => number | null;
}

/** The columns of epochs and steps. */
export interface Progress {
  /** The column by which records ascend: epochs, or steps if an epoch has several. */
  readonly axis: number;
  /** The column of epochs; null if a log counts only steps. */
  readonly epoch: number | null;
  /** The column of steps if it is the axis, else null. */
  readonly step: number | null;
}

export interface Grouping {
  readonly groups: Groups;
  /** Null if each row is a run. */
  readonly progress: Progress | null;
  /** The columns used for grouping: epochs, names, ids. */
  readonly used: ReadonlySet<number>;
}

/** Groups the rows of a table into runs, and finds the columns of epochs and steps. */
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
  const labels = (rows: Uint32Array): Labels => ({
    names: columns('run').filter((column) => isComplete(table, rows, column)),
    folds: columns('fold'),
    ids: columns('id').filter((column) => isComplete(table, rows, column)),
  });
  const others = columns('counter').filter((column) => isCounter(table, column));
  const ofUnit = (unit: CounterName['unit']) => others.filter((column) => unitOf(table, column) === unit);
  const [epochs = null] = [...columns('epoch'), ...ofUnit('epoch')];
  const steps = [...columns('step'), ...(epochs === null ? [] : ofUnit('step'))];
  const [step] = steps.filter((column) => column !== epochs && countsEpochs(table, column));
  if (step !== undefined) {
    const rows = rowsWithEpoch(table, step, context);
    if (epochs === null || isRefined(table, rows, epochs, step, labels(rows))) {
      const progress = { axis: step, epoch: epochs, step };
      const grouping = groupSequences(table, rows, progress, labels(rows), context);
      if (hasSequence(grouping.groups.layout) || isLoneRecord(table, step)) return grouping;
    }
  }
  const rows = rowsWithEpoch(table, epoch, context);
  if (epoch !== undefined) {
    return groupSequences(table, rows, { axis: epoch, epoch, step: null }, labels(rows), context);
  }
  for (const counter of [...ofUnit('epoch'), ...ofUnit('other'), ...ofUnit('step')]) {
    if (rows.length < 2) continue;
    const progress = { axis: counter, epoch: counter, step: null };
    const counted = finiteRows(table.columns[counter]!);
    const grouping = groupSequences(table, counted, progress, labels(counted), context);
    if (!hasSequence(grouping.groups.layout)) continue;
    noteSkipped(table.length - counted.length, context);
    context.note(`The column "${table.names[counter]!}" is used as the epoch.`);
    return grouping;
  }
  const { names, ids } = labels(rows);
  return groupSingly(table, rows, names, ids);
}

/** Whether a table is a log with a single row so far, rather than the only result. */
function isLoneRecord(table: FlatTable, step: number): boolean {
  return table.length === 1 && knownName(table.names[step]!) === 'step' && table.names.some(looksLikeMetric);
}

function unitOf(table: FlatTable, column: number): CounterName['unit'] | undefined {
  return counterName(table.names[column]!)?.unit;
}

/** Columns that may identify the run of a row. */
interface Labels {
  readonly names: readonly number[];
  readonly folds: readonly number[];
  readonly ids: readonly number[];
}

/** Whether some run has several records. */
export function hasSequence(layout: Layout): boolean {
  return countRecords(layout) > countRuns(layout);
}

/** Whether one epoch of one run has several steps. */
function isRefined(
  table: FlatTable,
  rows: Uint32Array,
  epoch: number,
  step: number,
  { names, folds }: Labels,
): boolean {
  const [epochs, steps] = [table.columns[epoch]!, table.columns[step]!];
  return partition(table, rows, [...names, ...folds, epoch]).some((part) => {
    return kindAt(epochs, part[0]!) !== MISSING && part.some((row) => !isSameCell(steps, row, part[0]!));
  });
}

/** Whether most rows have a number in the column; the others are left out. */
function countsEpochs(table: FlatTable, column: number): boolean {
  return finiteRows(table.columns[column]!).length * 2 > table.length;
}

function rowsWithEpoch(table: FlatTable, epoch: number | undefined, context: Context): Uint32Array {
  if (epoch === undefined) return allRows(table.length);
  const rows = finiteRows(table.columns[epoch]!);
  noteSkipped(table.length - rows.length, context);
  return rows;
}

function noteSkipped(skipped: number, { note }: Context): void {
  if (skipped === 1) note('One row has no epoch and is left out.');
  if (skipped > 1) note(`${String(skipped)} rows have no epoch and are left out.`);
}

function isComplete(table: FlatTable, rows: Uint32Array, column: number): boolean {
  return rows.every((row) => kindAt(table.columns[column]!, row) === TEXT);
}

function groupSequences(
  table: FlatTable,
  rows: Uint32Array,
  progress: Progress,
  { names, folds, ids }: Labels,
  { note }: Context,
): Grouping {
  const own = [progress.epoch, progress.step].filter((column) => column !== null);
  const tryParts = (parts: readonly Uint32Array[], isOneRun: boolean): Sequences | null => {
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
    const layout = layoutOf(sequences);
    const label = labeller(table, rows, labels);
    const groups: Groups = { ...UNNAMED, layout, nameOf: (run) => label(firstRowOf(layout, run)) };
    if (replaced > 0) {
      note(`The run was resumed: ${String(replaced)} repeated records were replaced by the later ones.`);
    }
    return { groups, progress, used: new Set([...own, ...used]) };
  };

  const named =
    names.length + folds.length > 0 && tryParts(partition(table, rows, [...names, ...folds]), true);
  if (named) return make(named, names, [...names, ...folds]);
  for (const id of ids) {
    const parts = partition(table, rows, [id]);
    // An id that differs in every row identifies rows, not runs.
    const sequences = parts.length < rows.length ? tryParts(parts, true) : null;
    if (sequences) return make(sequences, [id], [id]);
  }
  const whole = tryParts([rows], false);
  if (whole) return make(whole, [], []);
  const shared = sharedMoments(table, rows, progress.axis);
  if (shared) {
    const { sequence, writers } = shared;
    note(
      `Each moment stands ${writers === 2 ? 'twice' : `${String(writers)} times`}, as where ${String(writers)} processes write one log: the first row of each of the ${String(lengthOf(sequence))} is taken.`,
    );
    return make({ sequences: [sequence], replaced: 0 }, [], []);
  }
  const configuration = table.names.flatMap((name, column) => {
    return own.includes(column) || looksLikeMetric(name) || knownName(name) !== undefined ? [] : [column];
  });
  const parts = partition(table, rows, configuration);
  const configured = parts.length < rows.length ? tryParts(parts, true) : null;
  return make(configured ?? { sequences: Array.from(rows, (row) => singleRow(row)), replaced: 0 }, [], []);
}

function singleRow(row: number): Sequence {
  return { rows: Uint32Array.of(row), starts: null };
}

/** Groups of a file without names, ids and links. */
export const UNNAMED = { nameOf: () => null, isLinked: false, idOf: () => null, parentOf: () => null };

/** Returns the layout with one run per sequence. */
export function layoutOf(sequences: readonly Sequence[]): Layout {
  const [only] = sequences;
  const runs = new Uint32Array(sequences.length + 1);
  let places = 0;
  for (const [run, sequence] of sequences.entries()) {
    runs[run + 1] = runs[run]! + lengthOf(sequence);
    places += sequence.rows.length;
  }
  if (sequences.length === 1) return { rows: only!.rows, records: only!.starts, runs };
  const rows = new Uint32Array(places);
  const isSingle = sequences.every(({ starts }) => starts === null);
  const records = isSingle ? null : new Uint32Array(runs.at(-1)! + 1).fill(places);
  let at = 0;
  for (const [run, sequence] of sequences.entries()) {
    rows.set(sequence.rows, at);
    if (records !== null) {
      for (let i = 0; i < lengthOf(sequence); i++) records[runs[run]! + i] = at + (sequence.starts?.[i] ?? i);
    }
    at += sequence.rows.length;
  }
  return { rows, records, runs };
}

/** Makes each row a run, named by the columns of names or ids if they are unique. */
function groupSingly(
  table: FlatTable,
  rows: Uint32Array,
  names: readonly number[],
  ids: readonly number[],
): Grouping {
  const identifying = [names, ...ids.map((id) => [id])].find((columns) => {
    return columns.length > 0 && countParts(table, rows, columns) === rows.length;
  });
  const label = labeller(table, rows, identifying ?? []);
  const groups: Groups = {
    ...UNNAMED,
    layout: { rows, records: null, runs: null },
    nameOf: (run) => label(rows[run]!),
    ...(identifying?.length === 1 ? { nameColumn: identifying[0]! } : {}),
  };
  return { groups, progress: null, used: new Set(identifying) };
}

/** Returns a function that names a run by those of the columns that vary. */
export function labeller(
  table: FlatTable,
  rows: Uint32Array,
  columns: readonly number[],
): (row: number) => string | null {
  const varying = columns.filter((column) => countParts(table, rows, [column]) > 1);
  const shown = varying.length > 0 ? varying : columns.slice(0, 1);
  if (shown.length === 0) return () => null;
  const labels = shown.map((column) => ({
    cells: table.columns[column]!,
    before: knownName(table.names[column]!) === 'fold' ? 'fold ' : '',
  }));
  return (row) => labels.map(({ cells, before }) => `${before}${String(cellAt(cells, row))}`).join(' / ');
}
