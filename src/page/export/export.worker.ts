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
  /** Writes text that spreadsheets run as a formula as it is. */
  readonly rawCells: boolean;
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
    { options, rows, format, title, rawCells }: SaveRequest,
    reportShare: (share: number) => void,
  ): Promise<SaveResult> {
    const history = await receiveHistory(sent, pieces);
    pieces.length = 0;
    try {
      const onProgress = (done: number, total: number) => reportShare(total === 0 ? 1 : done / total);
      const table = tableOf(RunSet.ofHistory(history), options);
      return { file: await saveRuns({ history, table, rows }, format, title, { rawCells, onProgress }) };
    } catch (error) {
      if (!(error instanceof ExportError)) throw error;
      return { problem: error.message };
    }
  },
};

export type ExporterService = typeof exporter;

serveWorker(exporter);
