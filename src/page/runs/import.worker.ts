import { expose } from 'comlink';
import {
  importFiles,
  openTable,
  type ColumnChoice,
  type ColumnGuess,
  type FileEntry,
  type Imported,
  type ImportedFiles,
  type ImportProgress,
} from '../../../history/index.ts';
import type { PageFile } from './page-files.ts';

/** A table whose columns somebody may choose. */
export interface OpenTable {
  readonly length: number;
  readonly guesses: readonly ColumnGuess[];
  readonly confidence: number;
}

let cancelled = new AbortController();

/** Reading a large file takes seconds, so it happens here and the page stays responsive. */
const importer = {
  read(
    files: readonly PageFile[],
    only: ReadonlySet<string> | null,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportedFiles> {
    cancelled = new AbortController();
    const { signal } = cancelled;
    // A message gets its turn only between tasks.
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
    return importFiles(files.map(entryOf), { signal, onProgress, pause, ...(only ? { only } : {}) });
  },

  /** Ends the reading under way after the file that it is at. */
  cancel(): void {
    cancelled.abort();
  },

  /** @throws {ImportError} for a file that is no table. */
  async open(file: File): Promise<OpenTable> {
    const { length, guesses, confidence } = openTable(await bytesOf(file), file.name);
    return { length, guesses, confidence };
  },

  /** @throws {ImportError} for a file that is no table. */
  async readTable(file: File, choices: readonly ColumnChoice[]): Promise<Imported> {
    return openTable(await bytesOf(file), file.name).import(choices);
  },
};

function entryOf({ path, file }: PageFile): FileEntry {
  return { path, size: file.size, read: () => bytesOf(file) };
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

export type Importer = typeof importer;

expose(importer);
