import { dirname, join, parse } from 'node:path';
import { exportHistory, FORMAT_VERSION, historyParts, LongText, type Run } from '../../../history/index.ts';
import {
  searchedParameters,
  writeModelFiles,
  type SearchPlan,
  type TrainedModel,
} from '../../../trainer/index.ts';
import { writeTo } from '../files/write-file.ts';
import { terminalLines } from '../terminal-text.ts';
import type { TrainArguments } from './options.ts';

export interface Writer {
  /** Schedules a write of the current runs. Several requests in a short time share one write. */
  request(): void;
  /**
   * Writes the runs a last time and waits for it. Without runs, an existing file is kept.
   *
   * @throws {Error} a sentence with the path and the reason
   */
  finish(): Promise<void>;
}

/** Keeps a history file up to date with `runs`. The file is complete at every moment. */
export function createWriter(path: string, runs: () => readonly Run[]): Writer {
  let isDue = false;
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    isDue = false;
    const history = { version: FORMAT_VERSION, runs: runs() } as const;
    if (history.runs.length === 0) return;
    await writeTo(path, new LongText(() => historyParts(history)));
  };
  return {
    request() {
      if (isDue) return;
      isDue = true;
      // The next write retries a failed one, and the last write reports the error.
      writing = writing.then(write).catch(() => undefined);
    },
    async finish() {
      await writing;
      await write();
    },
  };
}

/** Writes a run's network into its own folder, in the format of `tf.loadLayersModel` and the page. */
export async function writeModel(folder: string, name: string, model: TrainedModel): Promise<void> {
  const own = join(folder, name.replaceAll(/[^\w.=-]+/g, '-'));
  try {
    const { json, weights } = writeModelFiles(model);
    await writeTo(join(own, 'model.json'), json);
    await writeTo(join(own, 'weights.bin'), weights);
  } catch (error) {
    console.error(terminalLines(`--models: ${(error as Error).message}`));
    process.exitCode = 1;
  }
}

/** Writes the outputs of `--cv-results` and `--histories`. */
export async function writeExports(
  plan: SearchPlan,
  runs: readonly Run[],
  args: TrainArguments,
): Promise<void> {
  const file = args['cv-results'];
  if (file !== undefined) {
    await writeExport(
      searchedParameters(plan, runs),
      cvFormat(file),
      dirname(file),
      parse(file).name,
      parse(file).base,
    );
  }
  const folder = args.histories;
  if (folder !== undefined) await writeExport(runs, 'skorch', folder, 'history');
}

function cvFormat(file: string): string {
  if (file.endsWith('.csv')) return 'cv-results-csv';
  return file.endsWith('.records.json') ? 'cv-results-records' : 'cv-results';
}

/** @param as name of a single file, to replace the export's own */
async function writeExport(
  runs: readonly Run[],
  format: string,
  folder: string,
  title: string,
  as?: string,
): Promise<void> {
  try {
    const { files } = await exportHistory({ version: FORMAT_VERSION, runs }, format, title, {
      isSearched: true,
    });
    for (const { path, content } of files) {
      await writeTo(join(folder, as ?? path), content);
    }
  } catch (error) {
    // The history has been written, and the other exports may still succeed.
    console.error(terminalLines((error as Error).message));
    process.exitCode = 1;
  }
}
