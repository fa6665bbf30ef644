import { transfer } from 'comlink';
import {
  IncrementalReadState,
  importFiles,
  openTable,
  splitHistory,
  transferable,
  withColumns,
  type ColumnChoice,
  type ColumnGuess,
  type FileEntry,
  type Imported,
  type ImportedFiles,
  type History,
  type ImportProgress,
  type SplitHistory,
} from '../../../history/index.ts';
import { serveWorker, yieldToEventLoop } from '../../../history/scheduling/index.ts';
import type { ChangedFiles, PageFile } from './page-files.ts';

/** A table with guesses of the roles of its columns. */
export interface OpenTable {
  readonly length: number;
  readonly guesses: readonly ColumnGuess[];
  readonly confidence: number;
}

/** The result of an import, and the files with an incomplete last line. */
export interface ReadFiles extends ImportedFiles {
  readonly waiting: ReadonlySet<string>;
}

/** The result with the history as plain data. */
export type Split<Result extends { readonly history: History }> = Omit<Result, 'history'> & {
  readonly history: SplitHistory;
};

function split<Result extends { readonly history: History }>(result: Result): Split<Result> {
  const { version, runs } = splitHistory({ ...result.history, runs: withColumns(result.history.runs) });
  const { chunks, transfer: buffers } = transferable(runs, false);
  const history = { version, runs: chunks.map((chunk, i) => ({ ...runs[i]!, ...chunk })) };
  return transfer({ ...result, history }, buffers);
}

/** The running imports by the numbers that the page assigned. */
const readings = new Map<number, AbortController>();

/** Read states of followed files, by path. */
const readStates = new Map<string, IncrementalReadState>();

/** Imports files in a worker, so that the page stays responsive. */
const importer = {
  async read(
    id: number,
    files: readonly PageFile[],
    again: ChangedFiles | null,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Split<ReadFiles>> {
    const reading = new AbortController();
    readings.set(id, reading);
    const { signal } = reading;
    // Yields so that a cancel message can arrive.
    const options = {
      signal,
      onProgress,
      pause: yieldToEventLoop,
      ...(again ? { only: again.changed } : {}),
    };
    const imported = await importFiles(entriesOf(files, again), options).finally(() => readings.delete(id));
    const waiting = new Set(
      [...readStates].flatMap(([path, state]) => (state.hasIncompleteLine ? [path] : [])),
    );
    // The page does not use the names of runs, and copying a million names would block it.
    const reports = imported.files.map((report) => ({ ...report, runs: [] }));
    return split({ ...imported, files: reports, waiting });
  },

  /** Cancels an import after the current file, or after the current piece of a file that is read in pieces. */
  cancel(id: number): void {
    readings.get(id)?.abort();
  },

  /** @throws {ImportError} if the file is not a table. */
  async open(file: File): Promise<OpenTable> {
    const { length, guesses, confidence } = openTable(await bytesOf(file), file.name);
    return { length, guesses, confidence };
  },

  /** @throws {ImportError} if the file is not a table. */
  async readTable(file: File, choices: readonly ColumnChoice[]): Promise<Split<Imported>> {
    return split(openTable(await bytesOf(file), file.name).import(choices));
  },
};

/** The files; followed files with their read states. */
function entriesOf(files: readonly PageFile[], again: ChangedFiles | null): FileEntry[] {
  const entries = files.map(entryOf);
  if (again === null) readStates.clear();
  else for (const path of again.settled) readStates.delete(path);
  return entries.map((entry) => {
    const { path } = entry;
    if (again === null || again.settled.has(path) || !again.changed.has(path)) return entry;
    const readState = readStates.get(path) ?? new IncrementalReadState();
    readStates.set(path, readState);
    return { ...entry, readState };
  });
}

function entryOf({ path, file }: PageFile): FileEntry {
  const slice = async (start: number, end: number) => {
    return new Uint8Array(await file.slice(start, end).arrayBuffer());
  };
  return { path, size: file.size, read: () => bytesOf(file), slice };
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

export type Importer = typeof importer;

serveWorker(importer);
