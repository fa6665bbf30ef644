import { csvParts } from './csv.ts';
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
import type { ExportedFile, ExportFormat, ExportOptions } from './types.ts';

const heddle: ExportFormat = {
  name: 'heddle',
  label: 'Heddle',
  description: "Heddle's JSON, lossless",
  extension: '.json',
  losses: [],
  write(history, { title, onProgress }) {
    return [{ path: `${title}.json`, content: new LongText(() => historyParts(history, onProgress)) }];
  },
};

const csv: ExportFormat = {
  name: 'csv',
  label: 'CSV',
  description: 'CSV, one row per epoch',
  extension: '.csv',
  losses: [
    'ids, parents, status and start time of runs',
    'text that looks like a number or a missing cell, or has surrounding white space',
  ],
  write(history, { title, ...options }) {
    const table = toTable(history, { rows: 'epochs' });
    return [{ path: `${title}.csv`, content: new LongText(() => csvParts(table, undefined, options)) }];
  },
};

/** All export formats. `losses` lists what each cannot represent. */
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

/** The result of an export. */
export interface Exported {
  readonly files: readonly ExportedFile[];
  /** Full sentences about what in this history the format cannot represent. */
  readonly notes: readonly string[];
}

/**
 * Exports the history as files of the named format.
 * @param title name of a single file, without extension
 * @param options progress is reported by some formats
 * @throws {ExportError} for an unknown format, or if the history has nothing that the format can represent.
 */
export async function exportHistory(
  history: History,
  formatName: string,
  title = 'history',
  options: ExportOptions = {},
): Promise<Exported> {
  const format = EXPORT_FORMATS.find(({ name }) => name === formatName);
  if (!format) {
    const names = EXPORT_FORMATS.map(({ name }) => name).join(', ');
    throw new ExportError(`There is no export format "${formatName}"; there are ${names}.`);
  }
  const notes: string[] = [];
  const files = await format.write(history, { ...options, title, note: (sentence) => notes.push(sentence) });
  return { files, notes };
}
