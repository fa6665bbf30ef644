import ExportWorker from './export.worker.ts?worker';
import { transfer } from 'comlink';
import { sendHistory, type History, type SentPiece, type LevelOptions } from '../../../history/index.ts';
import { WorkerHost } from '../../../history/scheduling/index.ts';
import type { SavedFile } from './export-runs.ts';
import type { ExporterService } from './export.worker.ts';

/** What to export: a history, and the rows of its table if only some are chosen. */
export interface Wanted {
  readonly history: History;
  readonly options: LevelOptions;
  /** Rows of the table that these options give; null for all runs. */
  readonly rows: Uint32Array | null;
}

/** The file to write. */
export interface WantedFile {
  readonly format: string;
  /** Name without extension. */
  readonly title: string;
  /** Writes text that spreadsheets run as a formula as it is. */
  readonly rawCells: boolean;
}

/** Exports runs as files, each in its own worker. */
export class Exporter {
  /** The progress from 0 to 1; null while nothing is exported. */
  progress = $state.raw<number | null>(null);
  #abort = new AbortController();

  /**
   * Writes the runs as one file. Resolves to null if it was stopped.
   * @throws {Error} if the runs have nothing that such a file could hold
   * @throws {WorkerDiedError} if the worker dies and so does its replacement
   */
  async save({ history, options, rows }: Wanted, file: WantedFile): Promise<SavedFile | null> {
    const host = new WorkerHost<ExporterService>({ name: 'export worker', create: () => new ExportWorker() });
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.progress = 0;
    try {
      const result = await host.call(
        async (service, callback) => {
          const { sent, batches } = sendHistory(history);
          // Each is awaited, so that the page handles events between them.
          for (const batch of batches) {
            signal.throwIfAborted();
            await service.take(transfer(batch, batch.flatMap(buffersOf)));
          }
          const report = callback((share: number) => (this.progress = share));
          return service.save(sent, { options, rows, ...file }, report);
        },
        { isIdempotent: true, signal },
      );
      if ('problem' in result) throw new Error(result.problem);
      return result.file;
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    } finally {
      this.progress = null;
      host.dispose();
    }
  }

  /** Stops the current export. */
  stop(): void {
    this.#abort.abort();
  }
}

function buffersOf({ data }: SentPiece): ArrayBuffer[] {
  return ArrayBuffer.isView(data) && data.buffer instanceof ArrayBuffer ? [data.buffer] : [];
}
