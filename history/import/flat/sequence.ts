import type { FlatTable } from './table.ts';

/** Rows that follow each other by epoch: for each record its rows, several where one epoch is spread over rows. */
export type Sequence = readonly (readonly number[])[];

/** How rows are told apart where nothing but their epochs can tell. */
interface Options {
  /** Whether a column says that the rows are one run, so that their order means nothing. */
  readonly isOneRun: boolean;
}

/**
 * Parts rows into sequences of ascending epochs, or gives null where the epochs do not tell which rows belong together.
 *
 * Rows in descending order, or in any order where `isOneRun`, are sorted. Otherwise a new sequence begins where the
 * epochs fall back or the header is repeated: there the writer began again, or went on from somewhat before. Rows of
 * the same epoch are one record if no cell of theirs disagrees (a line for training, one for validation).
 */
export function sequencesOf(
  table: FlatTable,
  rows: readonly number[],
  epoch: number,
  { isOneRun }: Options,
): Sequence[] | null {
  const epochOf = (row: number) => table.rows[row]![epoch] as number;
  const epochs = rows.map(epochOf);
  const isDescending = epochs.every((value, i) => i === 0 || value < epochs[i - 1]!);
  const isDistinct = new Set(epochs).size === epochs.length;
  if (isDescending || (isOneRun && isDistinct)) {
    return [rows.toSorted((a, b) => epochOf(a) - epochOf(b)).map((row) => [row])];
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
  return isPlausible(sequences, epochOf) ? sequences : null;
}

function agree(table: FlatTable, rows: readonly number[], other: number): boolean {
  const added = table.rows[other]!;
  return rows.every((row) => {
    return table.rows[row]!.every(
      (cell, column) => isNone(cell) || isNone(added[column]) || Object.is(cell, added[column]),
    );
  });
}

function isNone(cell: unknown): boolean {
  return cell === null || cell === undefined;
}

/**
 * A log that begins again begins at its first epoch, or goes on from within what is there. A table of results, where
 * the epoch is a parameter among others, falls back anywhere, and often after a single row.
 */
function isPlausible(sequences: readonly Sequence[], epochOf: (row: number) => number): boolean {
  if (sequences.length === 1) return true;
  const begins = sequences.map((sequence) => epochOf(sequence[0]![0]!));
  const first = begins.reduce((least, begin) => Math.min(least, begin), Infinity);
  return sequences.every((sequence, i) => {
    if (sequence.length < 2) return false;
    return begins[i] === first || (i > 0 && begins[i]! > begins[i - 1]!);
  });
}
