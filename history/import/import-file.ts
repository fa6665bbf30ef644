import { countRecords, partsOfRuns, runsOfParts } from '../runs/run-parts.ts';
import { HistoryError } from '../error.ts';
import { JsonError } from '../file/json.ts';
import { FORMAT_VERSION } from '../types.ts';
import type { Run } from '../types.ts';
import { importErrorOf, readBytes } from './groups/read-bytes.ts';
import { titleOf } from './files/title.ts';
import { ImportError } from './types.ts';
import type { Context, Imported } from './types.ts';

/**
 * Imports a file of any known format, plain or gzip. The format is detected from the content; the name is used in messages
 * and for the names of runs. Databases and Parquet files are read asynchronously: use `importFiles`.
 * @throws {ImportError} if the file cannot be read; nothing else is thrown.
 */
export function importFile(bytes: Uint8Array, fileName: string): Imported {
  const notes: string[] = [];
  const context: Context = { fileName, title: titleOf(fileName), note: (sentence) => notes.push(sentence) };
  try {
    const { format, runs } = readBytes(bytes, context);
    if (runs instanceof Promise) {
      // The result is not used.
      runs.catch(() => undefined);
      throw new ImportError(`"${fileName}" is ${format}: use importFiles.`);
    }
    return { history: { version: FORMAT_VERSION, runs }, format, notes: [describeRuns(runs), ...notes] };
  } catch (error) {
    if (error instanceof JsonError || error instanceof HistoryError) throw importErrorOf(error, fileName);
    throw error;
  }
}

/** Describes the number of runs and of their epochs, or steps if there are several records per epoch. */
export function describeRuns(runs: readonly Run[]): string {
  if (runs.length === 0) return 'The file contains no runs.';
  let [epochs, steps] = [0, 0];
  const add = (records: Run['records'], count: number) => {
    if (areSteps(records)) steps += count;
    else epochs += count;
  };
  for (const part of partsOfRuns(runs)) {
    if (part.kind === 'list') for (const { records } of part.runs) add(records, records.length);
    else {
      // Runs of one table all count epochs or all count steps; creating each of them would take seconds.
      const list = runsOfParts([part]);
      const first = part.columns.records && list.find(({ records }) => records.length > 0);
      if (first) add(first.records, countRecords(list));
    }
  }
  const counts = [
    ...(epochs > 0 ? [countOf(epochs, 'epoch')] : []),
    ...(steps > 0 ? [countOf(steps, 'step')] : []),
  ];
  const total = countOf(runs.length, 'run');
  return counts.length === 0 ? `${total} without epochs.` : `${total} with ${counts.join(' and ')} in all.`;
}

/** Whether the first records show several per epoch, or a log that counts only steps. */
function areSteps(records: Run['records']): boolean {
  const [first] = records;
  if (first === undefined || !Object.hasOwn(first, 'step')) return false;
  const sample = records.slice(0, 100);
  return first.epoch === first.step || sample.some(({ epoch }, i) => i > 0 && epoch === sample[i - 1]!.epoch);
}

function countOf(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
