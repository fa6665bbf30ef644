import ImportWorker from './import.worker.ts?worker';
import type { ColumnChoice, Imported, ImportProgress } from '../../../history/index.ts';
import { resultInSlices, type WorkerHost, type WorkerLike } from '../../../history/scheduling/index.ts';
import { once } from '../shell/lazy.ts';
import type { Importer, OpenTable, ReadFiles } from './import.worker.ts';
import { loadImported } from './load-imported.ts';
import type { ChangedFiles, PageFile } from './page-files.ts';

/** The time in milliseconds after which the worker of a cancelled import is terminated. */
const PATIENCE = 800;

/** Milliseconds of work on the page before it yields to the event loop: half a frame. */
const SLICE_MS = 8;

/** The progress of an import. */
interface Reading {
  readonly id: number;
  readonly progress: ImportProgress;
  readonly abort: AbortController;
}

/** Imports files in a worker. There can be several imports at a time; the latest is displayed and can be cancelled. */
export class ImportReader {
  #readings = $state.raw<readonly Reading[]>([]);
  /** The progress of the displayed import; null if there is none. */
  readonly progress = $derived<ImportProgress | null>(this.#readings.at(-1)?.progress ?? null);
  readonly #openHost: () => Promise<WorkerHost<Importer>>;
  #lastId = 0;

  constructor(create: () => WorkerLike = () => new ImportWorker()) {
    this.#openHost = once(async () => (await loadImported()).createImportHost(create));
  }

  /**
   * Imports a set of files. Resolves with null if the import was cancelled and the worker had to be terminated.
   *
   * @param again the files to read if the set was imported before; such an import is not displayed
   * @throws {WorkerDiedError} if the worker and its replacement die
   */
  async read(files: readonly PageFile[], again: ChangedFiles | null = null): Promise<ReadFiles | null> {
    const id = ++this.#lastId;
    const abort = new AbortController();
    if (again === null) this.#readings = [...this.#readings, { id, abort, progress: progressOf(files) }];
    try {
      const host = await this.#openHost();
      const imported = await host.call(
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
      const { assembleInSteps } = await loadImported();
      const history = await resultInSlices(assembleInSteps(imported.history), SLICE_MS);
      return { ...imported, history };
    } catch (error) {
      if (abort.signal.aborted) return null;
      throw error;
    } finally {
      this.#readings = this.#readings.filter((reading) => reading.id !== id);
    }
  }

  /** Reads the table in a file, with guesses of the roles of its columns. */
  async open(file: File): Promise<OpenTable> {
    const host = await this.#openHost();
    return host.call((importer) => importer.open(file), { isIdempotent: true });
  }

  /** Imports a table with the chosen roles of its columns. */
  async readTable(file: File, choices: readonly ColumnChoice[]): Promise<Imported> {
    const host = await this.#openHost();
    const imported = await host.call((importer) => importer.readTable(file, [...choices]), {
      isIdempotent: true,
    });
    const { assembleHistory } = await loadImported();
    return { ...imported, history: assembleHistory(imported.history) };
  }

  /**
   * Displays the progress of getting files, and lets it be cancelled. Resolves with null if it was cancelled.
   *
   * @param task reports its progress by its second argument, and rejects when the signal is aborted
   */
  async display<Result>(
    task: (signal: AbortSignal, advance: (progress: ImportProgress) => void) => Promise<Result>,
  ): Promise<Result | null> {
    const id = ++this.#lastId;
    const abort = new AbortController();
    const advance = (progress: ImportProgress) => {
      if (this.#readings.some((reading) => reading.id === id)) this.#advance(id, progress);
      else this.#readings = [...this.#readings, { id, abort, progress }];
    };
    try {
      return await task(abort.signal, advance);
    } catch (error) {
      if (abort.signal.aborted) return null;
      throw error;
    } finally {
      this.#readings = this.#readings.filter((reading) => reading.id !== id);
    }
  }

  /** Cancels the displayed import; others continue. */
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
