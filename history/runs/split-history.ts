import type { History, Run } from '../types.ts';
import { runAt, chunkOfColumns, chunkOfRuns } from './chunk.ts';
import type { Chunk } from './chunk.ts';
import { rangeOf } from './record-list.ts';
import { countRecords, partsOfRuns, runsOfParts } from './run-parts.ts';
import type { RunPart } from './run-parts.ts';
import { RunSet } from './run-set.ts';
import { batchesOf, joinPieces, piecesOf } from './pieces.ts';
import type { ArrayPiece } from './pieces.ts';
import { assembleChunk, splitChunk } from './split.ts';
import type { SplitChunk } from './split.ts';

/** Runs of a history that lie in the same columns. */
export interface SplitRuns extends SplitChunk {
  /** Whether they are one table, of which a run is made when it is asked for, or runs by themselves. */
  readonly isTable: boolean;
}

/** A history as plain data, for another thread. */
export interface SplitHistory {
  readonly version: History['version'];
  readonly runs: readonly SplitRuns[];
}

/** The history as plain data. Its arrays may be those that the history goes on using. */
export function splitHistory({ version, runs }: History): SplitHistory {
  const split = partsOfRuns(runs).flatMap((part): SplitRuns[] => {
    if (part.kind === 'columns') return [{ ...splitChunk(chunkOfColumns(part.columns)), isTable: true }];
    return groupByColumns(part.runs).map((group) => ({ ...splitChunk(chunkOfRuns(group)), isTable: false }));
  });
  return { version, runs: split };
}

/** The inverse of `splitHistory`. */
export function assembleHistory(split: SplitHistory): History {
  const steps = assembleInSteps(split);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Runs of at least this number, or with this number of records, stay in the columns that they came in. */
const MIN_RUNS = 64;
const MIN_RECORDS = 4096;

/** Like `assembleHistory`, in steps of a few milliseconds. */
export function* assembleInSteps({ version, runs }: SplitHistory): Generator<void, History> {
  const parts: RunPart[] = [];
  for (const each of runs) {
    yield;
    const chunk = assembleChunk(each);
    if (each.isTable) parts.push({ kind: 'columns', columns: chunk.columns, length: chunk.length });
    else {
      const list = runsOfChunk(chunk);
      // To pack the objects into columns again would take longer than to make them.
      if (chunk.length >= MIN_RUNS || countRecords(list) >= MIN_RECORDS) RunSet.remember(list, chunk);
      parts.push({ kind: 'list', runs: list, length: chunk.length });
    }
  }
  return { version, runs: runsOfParts(parts) };
}

/** A history without its arrays. */
export interface SentHistory {
  readonly version: History['version'];
  readonly runs: readonly Omit<SplitRuns, 'arrays'>[];
}

/** A stretch of an array of a history that is sent. */
export interface SentPiece extends ArrayPiece {
  /** Place of its runs among those of the history. */
  readonly runs: number;
}

/**
 * The history for another thread, its arrays in pieces: to copy all of them at once would block the sender. Each piece is
 * a copy that can be transferred.
 */
export function sendHistory(history: History): {
  readonly sent: SentHistory;
  readonly batches: Iterable<readonly SentPiece[]>;
} {
  const { version, runs } = splitHistory(history);
  const sent = { version, runs: runs.map(({ shell, isTable }) => ({ shell, isTable })) };
  return { sent, batches: batchesOf(sentPieces(runs)) };
}

function* sentPieces(runs: readonly SplitRuns[]): Iterable<SentPiece> {
  for (const [place, split] of runs.entries()) {
    for (const piece of piecesOf(split)) yield { ...piece, runs: place };
  }
}

/**
 * The inverse of `sendHistory`: takes the pieces in any order.
 * @throws {RangeError} if pieces are missing or do not fit, naming the column
 */
export async function receiveHistory(
  { version, runs }: SentHistory,
  pieces: Iterable<SentPiece>,
): Promise<History> {
  const piecesOfRuns = runs.map((): ArrayPiece[] => []);
  for (const piece of pieces) piecesOfRuns[piece.runs]!.push(piece);
  const received: SplitRuns[] = [];
  for (const [place, { shell, isTable }] of runs.entries()) {
    received.push({ ...(await joinPieces(shell, piecesOfRuns[place]!)), isTable });
  }
  return assembleHistory({ version, runs: received });
}

/** The runs in their order, those together whose records follow one another in the same columns. */
export function groupByColumns(runs: readonly Run[]): Run[][] {
  const groups: Run[][] = [];
  let last: Run | null = null;
  for (const run of runs) {
    if (last !== null && isContinued(last, run)) groups.at(-1)!.push(run);
    else groups.push([run]);
    last = run;
  }
  return groups;
}

function isContinued(a: Run, b: Run): boolean {
  const [first, second] = [rangeOf(a.records), rangeOf(b.records)];
  if (first !== undefined && second !== undefined) {
    return first.columns === second.columns && first.end === second.start && first.orders === second.orders;
  }
  const { file, format } = a.source;
  const areWithoutRecords = a.records.length + b.records.length === 0;
  return areWithoutRecords && file !== null && file === b.source.file && format === b.source.format;
}

function runsOfChunk(chunk: Chunk): Run[] {
  return Array.from({ length: chunk.length }, (_, i) => runAt(chunk, i));
}
