import { csvParts } from './csv.ts';
import type { Tell } from '../file/lines.ts';
import { toTable } from '../table/to-table.ts';
import type { History } from '../types.ts';
import { historyParts } from '../file/write.ts';
import { cvResultsCsv, cvResultsJson, cvResultsRecords } from './cv-results.ts';
import { hiplot } from './hiplot.ts';
import { jsonLines } from './json-lines.ts';
import { parquet } from './parquet.ts';
import { skorch } from './skorch.ts';
import { tensorboard } from './tensorboard/tensorboard.ts';
import { ExportError, LongText } from './types.ts';
import type { ExportedFile, ExportFormat } from './types.ts';

const heddle: ExportFormat = {
  name: 'heddle',
  label: 'Heddle',
  description: "Heddle's own JSON, without loss",
  extension: '.json',
  losses: [],
  write(history, { title, tell }) {
    return [{ path: `${title}.json`, content: new LongText(() => historyParts(history, tell)) }];
  },
};

const csv: ExportFormat = {
  name: 'csv',
  label: 'CSV',
  description: 'CSV, one row an epoch',
  extension: '.csv',
  losses: [
    'ids, parents, status and start of runs',
    'text that reads like a number or a missing cell, or has blanks around it',
  ],
  write(history, { title, tell }) {
    const table = toTable(history, { rows: 'epochs' });
    return [{ path: `${title}.csv`, content: new LongText(() => csvParts(table, undefined, tell)) }];
  },
};

/** Every format that histories are written in. The `losses` of each say what it cannot hold. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  heddle,
  csv,
  jsonLines,
  parquet,
  skorch,
  cvResultsJson,
  cvResultsRecords,
  cvResultsCsv,
  hiplot,
  tensorboard,
];

/** What an export gave. */
export interface Exported {
  readonly files: readonly ExportedFile[];
  /** Full sentences about what of this history the format cannot hold. */
  readonly notes: readonly string[];
}

/**
 * The history as files of the format of that name.
 * @param title what a single file is called, without ending
 * @param tell takes how much is written, where the format tells
 * @throws {ExportError} for a name that is no format's, and where the history has nothing that such a file could hold.
 */
export async function exportHistory(
  history: History,
  formatName: string,
  title = 'history',
  tell?: Tell,
): Promise<Exported> {
  const format = EXPORT_FORMATS.find(({ name }) => name === formatName);
  if (!format) {
    const names = EXPORT_FORMATS.map(({ name }) => name).join(', ');
    throw new ExportError(`There is no export format "${formatName}"; there are ${names}.`);
  }
  const notes: string[] = [];
  const files = await format.write(history, { title, note: (sentence) => notes.push(sentence), tell });
  return { files, notes };
}
