import {
  ExportError,
  receiveHistory,
  RunSet,
  tableOf,
  type SentHistory,
  type SentPiece,
  type LevelOptions,
} from '../../../history/index.ts';
import { serveWorker } from '../../../history/scheduling/index.ts';
import { saveRuns, type SavedFile } from './export-runs.ts';

/** What to export of the history that was sent before. */
export interface SaveRequest {
  readonly options: LevelOptions;
  /** Rows of the table that these options give; null for all runs. */
  readonly rows: Uint32Array | null;
  readonly format: string;
  readonly title: string;
}

/** A file, or a sentence that says why there is none. */
export type SaveResult = { readonly file: SavedFile } | { readonly problem: string };

const pieces: SentPiece[] = [];

/** Writing a large file takes seconds, so it happens here and the page stays responsive. */
const exporter = {
  take(batch: readonly SentPiece[]): void {
    pieces.push(...batch);
  },

  async save(
    sent: SentHistory,
    { options, rows, format, title }: SaveRequest,
    onProgress: (share: number) => void,
  ): Promise<SaveResult> {
    const history = await receiveHistory(sent, pieces);
    pieces.length = 0;
    try {
      const reportShare = (done: number, total: number) => onProgress(total === 0 ? 1 : done / total);
      const table = tableOf(RunSet.ofHistory(history), options);
      return { file: await saveRuns({ history, table, rows }, format, title, reportShare) };
    } catch (error) {
      if (!(error instanceof ExportError)) throw error;
      return { problem: error.message };
    }
  },
};

export type ExporterService = typeof exporter;

serveWorker(exporter);
