import { dirname, join, parse } from 'node:path';
import { exportHistory, FORMAT_VERSION, historyParts, LongText, type Run } from '../../../history/index.ts';
import {
  searchedParameters,
  writeModelFiles,
  type SearchPlan,
  type TrainedModel,
} from '../../../trainer/index.ts';
import { makeFolder } from '../files/make-folder.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { TrainArguments } from './options.ts';

export interface Writer {
  /** Writes the runs as they are, soon: many requests in a short time come to one. */
  request(): void;
  /** Writes them a last time, and waits for it. */
  finish(): Promise<void>;
}

/** Keeps a history file up to date with `runs`. It is whole at every moment. */
export function createWriter(path: string, runs: () => readonly Run[]): Writer {
  let isDue = false;
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    isDue = false;
    const history = { version: FORMAT_VERSION, runs: runs() } as const;
    await writeWhole(path, new LongText(() => historyParts(history)));
  };
  return {
    request() {
      if (isDue) return;
      isDue = true;
      // One that fails is tried again by the next, and by the last, which tells of it.
      writing = writing.then(write).catch(() => undefined);
    },
    async finish() {
      await writing;
      await write();
    },
  };
}

/** Writes a run's network into a folder of its own, as `tf.loadLayersModel` and the page open it. */
export async function writeModel(folder: string, name: string, model: TrainedModel): Promise<void> {
  const own = join(folder, name.replaceAll(/[^\w.=-]+/g, '-'));
  try {
    const { json, weights } = writeModelFiles(model);
    await makeFolder(own);
    await writeWhole(join(own, 'model.json'), json);
    await writeWhole(join(own, 'weights.bin'), weights);
  } catch (error) {
    console.error(`${own}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

/** Writes what `--cv-results` and `--histories` ask for. */
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

/** @param as name of a single file, when it is not the export's own */
async function writeExport(
  runs: readonly Run[],
  format: string,
  folder: string,
  title: string,
  as?: string,
): Promise<void> {
  try {
    const { files } = await exportHistory({ version: FORMAT_VERSION, runs }, format, title);
    for (const { path, content } of files) {
      const target = join(folder, as ?? path);
      await makeFolder(dirname(target));
      await writeWhole(target, content);
    }
  } catch (error) {
    // The history itself is written, and an export that cannot be is no reason to lose the rest.
    console.error(`${as ?? folder}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
