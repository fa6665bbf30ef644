import { isSameCell, kindAt } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import { MISSING, NOT_APPLICABLE } from '../../table/table.ts';
import type { FlatTable } from './table.ts';

/** Consecutive records by epoch: their rows, and the offsets of records with several rows. */
export interface Sequence {
  readonly rows: Uint32Array;
  /** Offsets in `rows`, with the end. Null if each row is a record. */
  readonly starts: Uint32Array | null;
}

/** The sequences in some rows. */
export interface Sequences {
  readonly sequences: readonly Sequence[];
  /** Number of records that were replaced after a restart. */
  readonly replaced: number;
}

/** Options of the split into sequences. */
interface Options {
  /** Whether a column identifies the rows as one run, so that their order is irrelevant. */
  readonly isOneRun: boolean;
}

/** Returns the number of records of a sequence. */
export function lengthOf({ rows, starts }: Sequence): number {
  return starts === null ? rows.length : starts.length - 1;
}

/**
 * Splits rows into sequences of ascending epochs. Returns null if the epochs do not determine which rows belong together.
 *
 * Rows in descending order, or in any order if `isOneRun`, are sorted. Otherwise a new sequence begins where the epoch
 * decreases or the header is repeated. One that starts at the first epoch is a new run; one that starts later resumes the
 * previous run and replaces its records from there on. Rows of the same epoch are merged if their cells do not conflict
 * (one row for training, one for validation).
 * @param epoch the column of epochs, with a finite number in each of the rows
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
  const sequences = splitAtDecreases(table, rows, epochs);
  return isPlausible(sequences, epochs, table.restarts) ? joinResumed(sequences, epochs) : null;
}

type Values = NonNullable<Cells['values']>;

/** Returns the order of epochs; a single one is descending. */
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

function splitAtDecreases(table: FlatTable, rows: Uint32Array, epochs: Values): Sequence[] {
  const sequences: Sequence[] = [];
  let begin = 0;
  let starts: number[] = [];
  const record = createRecordMerger(table.columns);
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
    if (step === 0 && !isRestart && record.merge(row)) continue;
    if (!(step > 0) || isRestart) end(at);
    starts.push(at);
    record.begin(row);
  }
  end(rows.length);
  return sequences;
}

function joinResumed(sequences: readonly Sequence[], epochs: Values): Sequences {
  const joined: Sequence[] = [];
  let replaced = 0;
  let first = 0;
  while (first < sequences.length) {
    const begin = epochs[sequences[first]!.rows[0]!]!;
    let end = first + 1;
    while (end < sequences.length && epochs[sequences[end]!.rows[0]!]! > begin) end++;
    const whole = joinParts(sequences.slice(first, end), epochs);
    joined.push(whole.sequence);
    replaced += whole.replaced;
    first = end;
  }
  return { sequences: joined, replaced };
}

/** A sequence and those that continue it, each of which replaces the records from its first epoch on. */
function joinParts(
  parts: readonly Sequence[],
  epochs: Values,
): { readonly sequence: Sequence; readonly replaced: number } {
  if (parts.length === 1) return { sequence: parts[0]!, replaced: 0 };
  const rows: number[] = [];
  const starts: number[] = [];
  let replaced = 0;
  for (const part of parts) {
    const begin = epochs[part.rows[0]!]!;
    while (starts.length > 0 && epochs[rows[starts.at(-1)!]!]! >= begin) {
      rows.length = starts.pop()!;
      replaced++;
    }
    const offset = rows.length;
    for (let record = 0; record < lengthOf(part); record++) starts.push(offset + startOf(part, record));
    for (const row of part.rows) rows.push(row);
  }
  const isSingle = starts.length === rows.length;
  starts.push(rows.length);
  return {
    sequence: { rows: Uint32Array.from(rows), starts: isSingle ? null : Uint32Array.from(starts) },
    replaced,
  };
}

function startOf({ starts }: Sequence, record: number): number {
  return starts === null ? record : starts[record]!;
}

/** Merges rows of one epoch as long as no two of their cells in a column differ. */
interface RecordMerger {
  /** Starts a record with a row. */
  readonly begin: (row: number) => void;
  /** Adds a row to the record if they agree, and returns whether they do. */
  readonly merge: (row: number) => boolean;
}

function createRecordMerger(columns: readonly Cells[]): RecordMerger {
  // Of each column the first row with a value: the later ones equal it, so a row is compared with one, not with all.
  const known = new Int32Array(columns.length);
  const add = (row: number) => {
    for (let column = 0; column < known.length; column++) {
      if (known[column]! < 0 && !isNone(columns[column]!, row)) known[column] = row;
    }
  };
  return {
    begin(row) {
      known.fill(-1);
      add(row);
    },
    merge(row) {
      const agrees = columns.every((cells, column) => {
        const other = known[column]!;
        return other < 0 || isNone(cells, row) || isSameCell(cells, row, other);
      });
      if (agrees) add(row);
      return agrees;
    },
  };
}

function isNone(cells: Cells, row: number): boolean {
  const kind = kindAt(cells, row);
  return kind === MISSING || kind === NOT_APPLICABLE;
}

/**
 * Whether sequences look like those of a log, which restarts at its first epoch or within the previous records. In a table of
 * results, where the epoch is a parameter, it decreases anywhere, often after a single row. A repeated header is always a
 * restart.
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
