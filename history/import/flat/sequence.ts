import type { FlatTable } from './table.ts';

/** Rows that follow each other by epoch: for each record its rows, several where one epoch is spread over rows. */
export type Sequence = readonly (readonly number[])[];

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

/**
 * Parts rows into sequences of ascending epochs, or gives null where the epochs do not tell which rows belong together.
 *
 * Rows in descending order, or in any order where `isOneRun`, are sorted. Otherwise a new sequence begins where the
 * epochs fall back or the header is repeated. One that begins at the first epoch is a run of its own; one that begins
 * later goes on with the run before, and takes the place of what that had from there on. Rows of the same epoch are one
 * record if no cell of theirs disagrees (a line for training, one for validation).
 */
export function sequencesOf(
  table: FlatTable,
  rows: readonly number[],
  epoch: number,
  { isOneRun }: Options,
): Sequences | null {
  const cells = table.columns[epoch]!;
  const epochOf = (row: number) => cells[row] as number;
  const epochs = rows.map(epochOf);
  const isDescending = epochs.every((value, i) => i === 0 || value < epochs[i - 1]!);
  const isDistinct = new Set(epochs).size === epochs.length;
  if (isDescending || (isOneRun && isDistinct)) {
    const sorted = rows.toSorted((a, b) => epochOf(a) - epochOf(b)).map((row) => [row]);
    return { sequences: [sorted], replaced: 0 };
  }

  const sequences: number[][][] = [];
  let sequence: number[][] = [];
  for (const row of rows) {
    const last = sequence.at(-1);
    const step = last ? epochOf(row) - epochOf(last[0]!) : -1;
    if (last && step === 0 && !table.restarts.has(row) && agree(table, last, row)) last.push(row);
    else if (step > 0 && !table.restarts.has(row)) sequence.push([row]);
    else {
      sequence = [[row]];
      sequences.push(sequence);
    }
  }
  return isPlausible(sequences, epochOf, table.restarts) ? joinResumed(sequences, epochOf) : null;
}

function joinResumed(sequences: readonly Sequence[], epochOf: (row: number) => number): Sequences {
  const joined: (readonly number[])[][] = [];
  const beginOf = (sequence: Sequence) => epochOf(sequence[0]![0]!);
  let replaced = 0;
  for (const sequence of sequences) {
    const last = joined.at(-1);
    const begin = beginOf(sequence);
    if (last === undefined || begin <= beginOf(last)) {
      joined.push([...sequence]);
      continue;
    }
    const kept = last.filter((rows) => epochOf(rows[0]!) < begin);
    replaced += last.length - kept.length;
    joined[joined.length - 1] = [...kept, ...sequence];
  }
  return { sequences: joined, replaced };
}

function agree(table: FlatTable, rows: readonly number[], other: number): boolean {
  return table.columns.every((cells) => {
    const added = cells[other];
    return isNone(added) || rows.every((row) => isNone(cells[row]) || Object.is(cells[row], added));
  });
}

function isNone(cell: unknown): boolean {
  return cell === null || cell === undefined;
}

/**
 * A log that begins again begins at its first epoch, or goes on from within what is there. A table of results, where
 * the epoch is a parameter among others, falls back anywhere, and often after a single row; but where the header stands
 * again a log surely begins again.
 */
function isPlausible(
  sequences: readonly Sequence[],
  epochOf: (row: number) => number,
  restarts: ReadonlySet<number>,
): boolean {
  if (sequences.length === 1) return true;
  const begins = sequences.map((sequence) => epochOf(sequence[0]![0]!));
  const first = begins.reduce((least, begin) => Math.min(least, begin), Infinity);
  return sequences.every((sequence, i) => {
    const isMarked = restarts.size > 0 && (i === 0 || restarts.has(sequence[0]![0]!));
    if (sequence.length < 2 && !isMarked) return false;
    return begins[i] === first || (i > 0 && begins[i]! > begins[i - 1]!);
  });
}
