import ImportWorker from './import.worker.ts?worker';
import { proxy, wrap, type Remote } from 'comlink';
import {
  unpackHistory,
  type ColumnChoice,
  type Imported,
  type ImportProgress,
} from '../../../history/index.ts';
import type { Importer, OpenTable, ReadFiles } from './import.worker.ts';
import type { Again, PageFile } from './page-files.ts';

/** How long a reading that is cancelled may take to end by itself; then its worker is ended, with what it had. */
const PATIENCE_MS = 800;

/** Reads files in a worker. */
export class FileReader {
  /** How far the reading is; null while there is none. */
  progress = $state.raw<ImportProgress | null>(null);
  #worker: Worker | null = null;
  #importer: Remote<Importer> | null = null;
  #give = (): void => undefined;

  /**
   * Reads the files, all of them together. Null when it was cancelled in the middle of a file that took too long.
   * @param again what to read where the files were read before
   */
  async read(files: readonly PageFile[], again: Again | null = null): Promise<ReadFiles | null> {
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    const isQuiet = again !== null;
    if (!isQuiet) {
      this.progress = {
        done: 0,
        total: files.length,
        doneBytes: 0,
        totalBytes: total,
        current: files[0]?.path ?? null,
      };
    }
    const given = new Promise<null>((resolve) => (this.#give = () => resolve(null)));
    let isOver = false;
    const tell = proxy((progress: ImportProgress) => {
      // It has a channel of its own: the last news may come after the result.
      if (!isQuiet && !isOver) this.progress = progress;
    });
    try {
      const imported = await Promise.race([this.#connect().read([...files], again, tell), given]);
      return imported && { ...imported, history: unpackHistory(imported.history) };
    } finally {
      isOver = true;
      if (!isQuiet) this.progress = null;
    }
  }

  /** The table in a file, with guesses of what its columns are. */
  open(file: File): Promise<OpenTable> {
    return this.#connect().open(file);
  }

  /** The runs of a table by choice of what its columns are. */
  async readTable(file: File, choices: readonly ColumnChoice[]): Promise<Imported> {
    const imported = await this.#connect().readTable(file, [...choices]);
    return { ...imported, history: unpackHistory(imported.history) };
  }

  /** Ends the reading under way. */
  cancel(): void {
    const give = this.#give;
    void this.#importer?.cancel();
    setTimeout(() => {
      if (give !== this.#give || this.progress === null) return;
      this.#worker?.terminate();
      this.#worker = null;
      this.#importer = null;
      give();
    }, PATIENCE_MS);
  }

  #connect(): Remote<Importer> {
    this.#worker ??= new ImportWorker();
    this.#importer ??= wrap<Importer>(this.#worker);
    return this.#importer;
  }
}
