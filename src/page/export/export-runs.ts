import {
  bytesOfContent,
  csvParts,
  EXPORT_FORMATS,
  exportHistory,
  LongText,
  selectRows,
  zipFiles,
  type ExportFormat,
  type ExportOptions,
  type History,
  type Table,
} from '../../../history/index.ts';

/** An export of the rows that the table shows, which need not be one row per epoch; beside the formats of histories. */
const ROWS: Omit<ExportFormat, 'write'> = {
  name: 'rows',
  label: 'Table as CSV',
  description: 'The rows that the table shows',
  extension: '.csv',
  losses: ['values without a column in the table'],
};

/** The export formats, in the order of the menu. */
export const SAVED_AS: readonly Omit<ExportFormat, 'write'>[] = [
  ...EXPORT_FORMATS.slice(0, 1),
  ROWS,
  ...EXPORT_FORMATS.slice(1),
];

/** The history to export and the table of its rows, of which some may be chosen. */
export interface Saved {
  readonly history: History;
  readonly table: Table;
  /** Rows of the table, in order; null for all runs, including those without a row. */
  readonly rows: Uint32Array | null;
}

/** A file to download. */
export interface SavedFile {
  readonly name: string;
  readonly content: Blob;
  /** The number of runs in it. */
  readonly runs: number;
  /** Sentences about what the format cannot hold. */
  readonly notes: readonly string[];
}

/**
 * Writes runs as one file: a zip archive if the format has folders or writes several files.
 * @param title the file's name without its extension
 * @param options progress is reported by some formats
 * @throws {ExportError} if the runs have nothing that such a file could hold.
 */
export async function saveRuns(
  { history, table, rows }: Saved,
  format: string,
  title: string,
  options: ExportOptions = {},
): Promise<SavedFile> {
  const chosen = rows === null ? history : selectRows(history, table, rows);
  const runs = chosen.runs.length;
  if (format === ROWS.name) {
    const text = new LongText(() => csvParts(table, rows ?? undefined, options));
    return { name: `${title}.csv`, content: blobOf(bytesOfContent(text), 'text/csv'), runs, notes: [] };
  }
  const { files, notes } = await exportHistory(chosen, format, title, options);
  const [file, another] = files;
  if (file && !another && !file.path.includes('/')) {
    return { name: file.path, content: blobOf(bytesOfContent(file.content), typeOf(file.path)), runs, notes };
  }
  return { name: `${title}.zip`, content: blobOf(zipFiles(files), 'application/zip'), runs, notes };
}

function typeOf(path: string): string {
  if (path.endsWith('.csv')) return 'text/csv';
  return path.endsWith('.json') ? 'application/json' : 'application/octet-stream';
}

/** Each part becomes a Blob immediately, which the browser may store on disk: all parts together could fill the memory. */
function blobOf(parts: Iterable<Uint8Array>, type: string): Blob {
  const blobs: Blob[] = [];
  for (const part of parts) blobs.push(new Blob([part.slice()]));
  return new Blob(blobs, { type });
}
