import ImportWorker from './import.worker.ts?worker';
import {
  assembleHistory,
  type ColumnChoice,
  type Imported,
  type ImportProgress,
} from '../../../history/index.ts';
import { WorkerHost, type WorkerLike } from '../../../history/scheduling/index.ts';
import type { Importer, OpenTable, ReadFiles } from './import.worker.ts';
import type { ChangedFiles, PageFile } from './page-files.ts';

/** Milliseconds that a cancelled reading may take to end by itself; then its worker is terminated. */
const PATIENCE = 800;

/** A reading that is shown, with how far it is. */
interface Reading {
  readonly id: number;
  readonly progress: ImportProgress;
  readonly abort: AbortController;
}

/** Reads files in a worker. Several readings may be under way; the latest is shown, and is the one that can be cancelled. */
export class ImportReader {
  #readings = $state.raw<readonly Reading[]>([]);
  /** How far the reading that is shown is; null while there is none. */
  readonly progress = $derived<ImportProgress | null>(this.#readings.at(-1)?.progress ?? null);
  readonly #host: WorkerHost<Importer>;
  #lastId = 0;

  constructor(create: () => WorkerLike = () => new ImportWorker()) {
    this.#host = new WorkerHost({ name: 'import worker', create });
  }

  /**
   * Reads the files, all of them together. Resolves with null if it was cancelled in the middle of a file that took too
   * long.
   *
   * @param again what to read if the files were read before; such a reading is not shown
   * @throws {WorkerDiedError} if the worker dies, and a fresh one as well
   */
  async read(files: readonly PageFile[], again: ChangedFiles | null = null): Promise<ReadFiles | null> {
    const id = ++this.#lastId;
    const abort = new AbortController();
    if (again === null) this.#readings = [...this.#readings, { id, abort, progress: progressOf(files) }];
    try {
      const imported = await this.#host.call(
        (importer, callback) =>
          importer.read(
            id,
            [...files],
            again,
            callback((progress: ImportProgress) => this.#advance(id, progress)),
          ),
        {
          isIdempotent: true,
          signal: abort.signal,
          cancel: (importer) => importer.cancel(id),
          patience: PATIENCE,
        },
      );
      return { ...imported, history: assembleHistory(imported.history) };
    } catch (error) {
      if (abort.signal.aborted) return null;
      throw error;
    } finally {
      this.#readings = this.#readings.filter((reading) => reading.id !== id);
    }
  }

  /** The table in a file, with guesses of what its columns are. */
  open(file: File): Promise<OpenTable> {
    return this.#host.call((importer) => importer.open(file), { isIdempotent: true });
  }

  /** The runs of a table by choice of what its columns are. */
  async readTable(file: File, choices: readonly ColumnChoice[]): Promise<Imported> {
    const imported = await this.#host.call((importer) => importer.readTable(file, [...choices]), {
      isIdempotent: true,
    });
    return { ...imported, history: assembleHistory(imported.history) };
  }

  /** Cancels the reading that is shown; others go on. */
  cancel(): void {
    this.#readings.at(-1)?.abort.abort();
  }

  #advance(id: number, progress: ImportProgress): void {
    this.#readings = this.#readings.map((reading) =>
      reading.id === id ? { ...reading, progress } : reading,
    );
  }
}

function progressOf(files: readonly PageFile[]): ImportProgress {
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
  return { done: 0, total: files.length, doneBytes: 0, totalBytes, current: files[0]?.path ?? null };
}
