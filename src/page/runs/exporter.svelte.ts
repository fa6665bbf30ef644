import ExportWorker from './export.worker.ts?worker';
import { proxy, transfer, wrap } from 'comlink';
import type { History, TableOptions } from '../../../history/index.ts';
import type { SavedFile } from './export-runs.ts';
import type { ExporterService } from './export.worker.ts';
import { sendHistory } from './sent-history.ts';
import type { StoredPiece } from './stored-cells.ts';

/** What is saved: a history, and the rows of its table where only some are asked for. */
export interface Wanted {
  readonly history: History;
  readonly options: TableOptions;
  /** Rows of the table that these options give; null for all runs. */
  readonly rows: Uint32Array | null;
}

/** Writes runs as files in a worker of its own. */
export class Exporter {
  /** Which share of the file is written, from 0 to 1; null while none is. */
  progress = $state.raw<number | null>(null);
  #stop = (): void => undefined;

  /**
   * The runs as one file; null where somebody stopped the writing.
   * @throws {Error} where the runs have nothing that such a file could hold.
   */
  async save({ history, options, rows }: Wanted, format: string, title: string): Promise<SavedFile | null> {
    const worker = new ExportWorker();
    const service = wrap<ExporterService>(worker);
    const stopped = new Promise<null>((resolve) => (this.#stop = () => resolve(null)));
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    });
    this.progress = 0;
    let isOver = false;
    const write = async () => {
      const { sent, pieces } = sendHistory(history);
      // Each is waited for, so that the page gets its turn between them.
      for (const piece of pieces) {
        if (isOver) return null;
        await service.take(transfer(piece, buffersOf(piece)));
      }
      const tell = proxy((share: number) => {
        if (!isOver) this.progress = share;
      });
      return service.save(sent, { options, rows, format, title }, tell);
    };
    try {
      const result = await Promise.race([write(), stopped, failed]);
      if (result === null) return null;
      if ('problem' in result) throw new Error(result.problem);
      return result.file;
    } finally {
      isOver = true;
      this.progress = null;
      worker.terminate();
    }
  }

  /** Ends the writing under way. */
  stop(): void {
    this.#stop();
  }
}

function buffersOf({ data }: StoredPiece): ArrayBuffer[] {
  return ArrayBuffer.isView(data) && data.buffer instanceof ArrayBuffer ? [data.buffer] : [];
}
