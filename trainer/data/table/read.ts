import Papa from 'papaparse';
import { isJson, readJsonTable } from './json.ts';
import { TableError } from './types.ts';
import type { DataTable, TableCell, TableColumn } from './types.ts';

/** Spellings of missing values, in lower case. */
const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', '?']);

/**
 * Reads a table from a CSV file (any separator, with a header), a JSON file (see `readJsonTable`) or a Parquet file. The
 * format is detected from the first bytes.
 *
 * @throws {TableError} such as `iris.csv: row 3 has 4 cells, expected 5`
 */
export async function readDataTable(bytes: Uint8Array, file: string): Promise<DataTable> {
  const columns = isParquet(bytes) ? await readParquet(bytes, file) : readText(bytes, file);
  const count = columns[0]?.cells.length ?? 0;
  if (columns.length < 2) {
    throw new TableError(`${file}: expected at least two columns, got ${String(columns.length)}`);
  }
  if (count === 0) throw new TableError(`${file}: expected rows of data, got none`);
  const names = columns.map(({ name }) => name);
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (repeated !== undefined) throw new TableError(`${file}: two columns are named "${repeated}"`);
  return { name: file, columns, count };
}

function isParquet(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 4)) === 'PAR1';
}

function readText(bytes: Uint8Array, file: string): TableColumn[] {
  const text = new TextDecoder('utf-8').decode(bytes);
  return isJson(text) ? readJsonTable(text, file) : readCsv(text, file);
}

function readCsv(text: string, file: string): TableColumn[] {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  const [header, ...rows] = data;
  if (!header) throw new TableError(`${file}: the file is empty`);
  for (const [i, row] of rows.entries()) {
    if (row.length === header.length) continue;
    const got = `${String(row.length)} cells, expected ${String(header.length)}`;
    throw new TableError(`${file}: row ${String(i + 1)} has ${got}`);
  }
  return header.map((name, i) => ({ name: name.trim(), cells: rows.map((row) => cellOf(row[i]!)) }));
}

function cellOf(raw: string): TableCell {
  const text = raw.trim();
  if (MISSING.has(text.toLowerCase())) return null;
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}

/** The Parquet reader is loaded on demand. */
async function readParquet(bytes: Uint8Array, file: string): Promise<TableColumn[]> {
  const [{ parquetReadObjects }, { compressors }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ]);
  const buffer = bytes.slice().buffer;
  try {
    const rows = await parquetReadObjects({ file: buffer, compressors });
    const names = Object.keys(rows[0] ?? {});
    return names.map((name) => ({ name, cells: rows.map((row, i) => plain(row[name], name, i)) }));
  } catch (error) {
    if (error instanceof TableError) throw error;
    throw new TableError(`${file}: cannot be read as Parquet: ${(error as Error).message}`, { cause: error });
  }
}

function plain(value: unknown, column: string, row: number): TableCell {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  switch (typeof value) {
    case 'number':
    case 'string':
      return value;
    case 'boolean':
    case 'bigint':
      return Number(value);
    default:
      if (value instanceof Date) return value.getTime();
      throw new TableError(
        `row ${String(row + 1)}, column "${column}": expected a number or text, got a list or an object`,
      );
  }
}
