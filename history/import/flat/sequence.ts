import { isSameCell, kindAt } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import { MISSING, NOT_APPLICABLE } from '../../table/table.ts';
import type { FlatTable } from './table.ts';

/** Records that follow each other by epoch: their rows, and where among those each begins where one has several. */
export interface Sequence {
  readonly rows: Uint32Array;
  /** One more than there are records: the last is the end. Null where each row is a record. */
  readonly starts: Uint32Array | null;
}

/** The sequences in some rows. */
export interface Sequences {
  readonly sequences: readonly Sequence[];
  /** How many records were written again after a restart; the later ones are taken. */
  readonly replaced: number;
}

/** How rows are told apart where nothing but their epochs can tell. */
interface Options {
  /** Whether a column says that the rows are one run, so that their order means nothing. */
  readonly isOneRun: boolean;
}

/** How many records a sequence has. */
export function lengthOf({ rows, starts }: Sequence): number {
  return starts === null ? rows.length : starts.length - 1;
}

/**
 * Parts rows into sequences of ascending epochs, or gives null where the epochs do not tell which rows belong together.
 *
 * Rows in descending order, or in any order where `isOneRun`, are sorted. Otherwise a new sequence begins where the
 * epochs fall back or the header is repeated. One that begins at the first epoch is a run of its own; one that begins
 * later goes on with the run before, and takes the place of what that had from there on. Rows of the same epoch are one
 * record if no cell of theirs disagrees (a line for training, one for validation).
 * @param epoch the column of epochs, which holds a finite number in each of the rows
 */
export function sequencesOf(
  table: FlatTable,
  rows: Uint32Array,
  epoch: number,
  { isOneRun }: Options,
): Sequences | null {
  const epochs = table.columns[epoch]!.values!;
  const order = orderOf(rows, epochs);
  if (order === 'descending' || (isOneRun && (order === 'ascending' || isDistinct(rows, epochs)))) {
    const sorted = order === 'ascending' ? rows : rows.slice().sort((a, b) => epochs[a]! - epochs[b]!);
    return { sequences: [{ rows: sorted, starts: null }], replaced: 0 };
  }
  const sequences = cutAtFalls(table, rows, epochs);
  return isPlausible(sequences, epochs, table.restarts) ? joinResumed(sequences, epochs) : null;
}

type Values = NonNullable<Cells['values']>;

/** How epochs go; a lone one goes down. */
function orderOf(rows: Uint32Array, epochs: Values): 'ascending' | 'descending' | 'mixed' {
  let ups = 0;
  let downs = 0;
  for (let i = 1; i < rows.length; i++) {
    const step = epochs[rows[i]!]! - epochs[rows[i - 1]!]!;
    if (step > 0) ups++;
    else if (step < 0) downs++;
  }
  if (downs === Math.max(0, rows.length - 1)) return 'descending';
  return ups === rows.length - 1 ? 'ascending' : 'mixed';
}

function isDistinct(rows: Uint32Array, epochs: Values): boolean {
  return new Set(Array.from(rows, (row) => epochs[row])).size === rows.length;
}

function cutAtFalls(table: FlatTable, rows: Uint32Array, epochs: Values): Sequence[] {
  const sequences: Sequence[] = [];
  let begin = 0;
  let starts: number[] = [];
  const end = (at: number) => {
    const isSingle = starts.length === at - begin;
    const own = isSingle ? null : Uint32Array.from([...starts, at], (start) => start - begin);
    if (at > begin) sequences.push({ rows: rows.subarray(begin, at), starts: own });
    begin = at;
    starts = [];
  };
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const last = starts.at(-1);
    const step = last === undefined ? -1 : epochs[row]! - epochs[rows[last]!]!;
    const isRestart = table.restarts.has(row);
    if (step === 0 && !isRestart && agree(table, rows.subarray(last!, at), row)) continue;
    if (!(step > 0) || isRestart) end(at);
    starts.push(at);
  }
  end(rows.length);
  return sequences;
}

function joinResumed(sequences: readonly Sequence[], epochs: Values): Sequences {
  const joined: Sequence[] = [];
  let replaced = 0;
  for (const sequence of sequences) {
    const last = joined.at(-1);
    const begin = epochs[sequence.rows[0]!]!;
    if (last === undefined || begin <= epochs[last.rows[0]!]!) {
      joined.push(sequence);
      continue;
    }
    let kept = lengthOf(last);
    while (kept > 0 && epochs[last.rows[startOf(last, kept - 1)]!]! >= begin) kept--;
    replaced += lengthOf(last) - kept;
    joined[joined.length - 1] = concatenate(last, kept, sequence);
  }
  return { sequences: joined, replaced };
}

function startOf({ starts }: Sequence, record: number): number {
  return starts === null ? record : starts[record]!;
}

/** The first so many records of one sequence, then another. */
function concatenate(first: Sequence, kept: number, second: Sequence): Sequence {
  const end = startOf(first, kept);
  const rows = new Uint32Array(end + second.rows.length);
  rows.set(first.rows.subarray(0, end));
  rows.set(second.rows, end);
  if (first.starts === null && second.starts === null) return { rows, starts: null };
  const starts = [
    ...Array.from({ length: kept }, (_, record) => startOf(first, record)),
    ...Array.from({ length: lengthOf(second) + 1 }, (_, record) => end + startOf(second, record)),
  ];
  return { rows, starts: Uint32Array.from(starts) };
}

function agree(table: FlatTable, rows: Uint32Array, other: number): boolean {
  return table.columns.every((cells) => {
    if (isNone(cells, other)) return true;
    return rows.every((row) => isNone(cells, row) || isSameCell(cells, row, other));
  });
}

function isNone(cells: Cells, row: number): boolean {
  const kind = kindAt(cells, row);
  return kind === MISSING || kind === NOT_APPLICABLE;
}

/**
 * A log that begins again begins at its first epoch, or goes on from within what is there. A table of results, where
 * the epoch is a parameter among others, falls back anywhere, and often after a single row; but where the header stands
 * again a log surely begins again.
 */
function isPlausible(sequences: readonly Sequence[], epochs: Values, restarts: ReadonlySet<number>): boolean {
  if (sequences.length === 1) return true;
  const begins = sequences.map(({ rows }) => epochs[rows[0]!]!);
  const first = begins.reduce((least, begin) => Math.min(least, begin), Infinity);
  return sequences.every((sequence, i) => {
    const isMarked = restarts.size > 0 && (i === 0 || restarts.has(sequence.rows[0]!));
    if (lengthOf(sequence) < 2 && !isMarked) return false;
    return begins[i] === first || (i > 0 && begins[i]! > begins[i - 1]!);
  });
}
