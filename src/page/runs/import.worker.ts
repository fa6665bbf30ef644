import { expose, transfer } from 'comlink';
import {
  buffersOf,
  importFiles,
  openTable,
  packHistory,
  type ColumnChoice,
  type ColumnGuess,
  type FileEntry,
  type Imported,
  type ImportedFiles,
  type History,
  type ImportProgress,
  type PackedHistory,
} from '../../../history/index.ts';
import type { PageFile } from './page-files.ts';

/** A table whose columns somebody may choose. */
export interface OpenTable {
  readonly length: number;
  readonly guesses: readonly ColumnGuess[];
  readonly confidence: number;
}

/** The same with the history as plain data, which may change threads. */
export type Packed<Result extends { readonly history: History }> = Omit<Result, 'history'> & {
  readonly history: PackedHistory;
};

function packed<Result extends { readonly history: History }>(result: Result): Packed<Result> {
  const history = packHistory(result.history);
  return transfer({ ...result, history }, buffersOf(history));
}

let cancelled = new AbortController();

/** Reading a large file takes seconds, so it happens here and the page stays responsive. */
const importer = {
  async read(
    files: readonly PageFile[],
    only: ReadonlySet<string> | null,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Packed<ImportedFiles>> {
    cancelled = new AbortController();
    const { signal } = cancelled;
    // A message gets its turn only between tasks.
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
    const options = { signal, onProgress, pause, ...(only ? { only } : {}) };
    const imported = await importFiles(files.map(entryOf), options);
    // What the page says of a file names no run, and a name for each of a million would hold it up.
    return packed({ ...imported, files: imported.files.map((report) => ({ ...report, runs: [] })) });
  },

  /** Ends the reading under way, after the file that it is at unless that is read in pieces. */
  cancel(): void {
    cancelled.abort();
  },

  /** @throws {ImportError} for a file that is no table. */
  async open(file: File): Promise<OpenTable> {
    const { length, guesses, confidence } = openTable(await bytesOf(file), file.name);
    return { length, guesses, confidence };
  },

  /** @throws {ImportError} for a file that is no table. */
  async readTable(file: File, choices: readonly ColumnChoice[]): Promise<Packed<Imported>> {
    return packed(openTable(await bytesOf(file), file.name).import(choices));
  },
};

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

expose(importer);
