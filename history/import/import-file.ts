import { countRecords, partsOfRuns, runsOfParts } from '../runs/run-parts.ts';
import { HistoryError } from '../error.ts';
import { JsonError } from '../file/json.ts';
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

/** How many runs were taken, and how many epochs of them, or steps where records are of moments within epochs. */
export function describeRuns(runs: readonly Run[]): string {
  if (runs.length === 0) return 'The file holds no runs.';
  let [epochs, steps] = [0, 0];
  const add = (records: Run['records'], count: number) => {
    if (areSteps(records)) steps += count;
    else epochs += count;
  };
  for (const part of partsOfRuns(runs)) {
    if (part.kind === 'list') for (const { records } of part.runs) add(records, records.length);
    else {
      // Those of one table count the same, and to make each run only to see that would take seconds.
      const list = runsOfParts([part]);
      const first = part.columns.records && list.find(({ records }) => records.length > 0);
      if (first) add(first.records, countRecords(list));
    }
  }
  const counts = [
    ...(epochs > 0 ? [countOf(epochs, 'epoch')] : []),
    ...(steps > 0 ? [countOf(steps, 'step')] : []),
  ];
  const many = countOf(runs.length, 'run');
  return counts.length === 0 ? `${many} without epochs.` : `${many} with ${counts.join(' and ')} in all.`;
}

/** Whether records are moments within epochs, or of a log that counts nothing but steps. Few of many tell. */
function areSteps(records: Run['records']): boolean {
  const [first] = records;
  if (first === undefined || !Object.hasOwn(first, 'step')) return false;
  const some = records.slice(0, 100);
  return first.epoch === first.step || some.some(({ epoch }, i) => i > 0 && epoch === some[i - 1]!.epoch);
}

function countOf(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
