import { columnsOfRuns } from '../columnar/run-list.ts';
import { HistoryError } from '../error.ts';
import { JsonError } from '../json.ts';
import { FORMAT_VERSION } from '../types.ts';
import type { Run } from '../types.ts';
import { importErrorOf, readBytes } from './units/read-bytes.ts';
import { titleOf } from './files/title.ts';
import { ImportError } from './types.ts';
import type { Context, Imported } from './types.ts';

/**
 * Reads a file of any known format, plain or as gzip. The format is recognised by the content; the name only serves
 * messages and the names of runs. Databases and Parquet files take a moment to open: `importFiles` reads them.
 * @throws {ImportError} when the file cannot be read; nothing else is ever thrown.
 */
export function importFile(bytes: Uint8Array, fileName: string): Imported {
  const notes: string[] = [];
  const context: Context = { fileName, title: titleOf(fileName), note: (sentence) => notes.push(sentence) };
  try {
    const { format, runs } = readBytes(bytes, context);
    if (runs instanceof Promise) {
      // Whatever becomes of it is nobody's any more.
      runs.catch(() => undefined);
      throw new ImportError(`"${fileName}" is ${format}, which importFiles reads.`);
    }
    return { history: { version: FORMAT_VERSION, runs }, format, notes: [describeRuns(runs), ...notes] };
  } catch (error) {
    if (error instanceof JsonError || error instanceof HistoryError) throw importErrorOf(error, fileName);
    throw error;
  }
}

/** How many runs and epochs were taken, as a sentence. */
export function describeRuns(runs: readonly Run[]): string {
  // Runs that are columns have none, and to make each only to see that would take seconds.
  const epochs = columnsOfRuns(runs) ? 0 : runs.reduce((sum, { records }) => sum + records.length, 0);
  if (runs.length === 0) return 'The file holds no runs.';
  const many = runs.length === 1 ? '1 run' : `${String(runs.length)} runs`;
  if (epochs === 0) return `${many} without epochs.`;
  return `${many} with ${epochs === 1 ? '1 epoch' : `${String(epochs)} epochs`} in all.`;
}
