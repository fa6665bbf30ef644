import {
  bytesOfContent,
  csvParts,
  EXPORT_FORMATS,
  exportHistory,
  LongText,
  selectRows,
  zipFiles,
  type ExportFormat,
  type History,
  type Table,
} from '../../../history/index.ts';

/** What can be chosen beside the formats of histories: what the table shows, which need not be one row an epoch. */
const ROWS: Omit<ExportFormat, 'write'> = {
  name: 'rows',
  label: 'Table as CSV',
  description: 'The rows of the table as it stands',
  extension: '.csv',
  losses: ['whatever has no column in the table'],
};

/** What runs can be saved as, in the order of the menu. */
export const SAVED_AS: readonly Omit<ExportFormat, 'write'>[] = [
  ...EXPORT_FORMATS.slice(0, 1),
  ROWS,
  ...EXPORT_FORMATS.slice(1),
];

/** What is saved: the history and the table of its rows, of which only some may be asked for. */
export interface Saved {
  readonly history: History;
  readonly table: Table;
  /** Rows of the table, in order; null for all runs, with those that no row shows. */
  readonly rows: Uint32Array | null;
}

/** A file to be offered to the person. */
export interface SavedFile {
  readonly name: string;
  readonly content: Blob;
  /** How many runs are in it. */
  readonly runs: number;
  /** Full sentences about what the format cannot hold. */
  readonly notes: readonly string[];
}

/**
 * The runs as one file: several of a format that has folders or more files than one are a zip archive.
 * @param title what the file is called, without ending
 * @param tell takes how much is written, where the format tells
 * @throws {ExportError} where the runs have nothing that such a file could hold.
 */
export async function saveRuns(
  { history, table, rows }: Saved,
  format: string,
  title: string,
  tell?: (done: number, total: number) => void,
): Promise<SavedFile> {
  const chosen = rows === null ? history : selectRows(history, table, rows);
  const runs = chosen.runs.length;
  if (format === ROWS.name) {
    const text = new LongText(() => csvParts(table, rows ?? undefined, tell));
    return { name: `${title}.csv`, content: blobOf(bytesOfContent(text), 'text/csv'), runs, notes: [] };
  }
  const { files, notes } = await exportHistory(chosen, format, title, tell);
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

/** Each part becomes the browser's at once, which may put it on the disk: all together they could fill the memory. */
function blobOf(parts: Iterable<Uint8Array>, type: string): Blob {
  const blobs: Blob[] = [];
  for (const part of parts) blobs.push(new Blob([part.slice()]));
  return new Blob(blobs, { type });
}
