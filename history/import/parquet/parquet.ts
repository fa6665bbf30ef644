import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { GrowingCells } from '../../runs/growing-cells.ts';
import { MISSING } from '../../table/table.ts';
import { listed } from '../flat/table.ts';
import type { FlatCell, FlatTable } from '../flat/table.ts';
import { runsOfTable } from '../flat/runs/rows-to-runs.ts';
import { startsWith } from '../files/bytes.ts';
import { typePackedJson } from '../flat/json/json-cells.ts';
import { isNeptune, runsOfNeptune } from '../trackers/neptune.ts';
import { isTrackio, runsOfTrackio } from '../trackers/trackio-table.ts';
import { ImportError } from '../types.ts';
import type { Context, Format } from '../types.ts';

/** A Parquet file: any flat table, with a row for each epoch or each run. A null is missing. */
export const parquet: Format = {
  name: 'parquet',
  description: 'tables as Parquet',
  detect: ({ ...content }) => content.kind === 'bytes' && startsWith(content.bytes, 'PAR1'),
  async read(content, context) {
    if (content.kind !== 'bytes') return [];
    const table = await readTable(content.bytes, context);
    if (isNeptune(table.names)) return runsOfNeptune(listed(table), context);
    return isTrackio(table.names)
      ? runsOfTrackio(listed(table), context)
      : runsOfTable(table, 'parquet', context);
  },
};

/** Cells beyond this, which a small file can claim to hold, would fill the memory of a page. */
const MAX_CELLS = 50_000_000;

async function readTable(bytes: Uint8Array, context: Context): Promise<FlatTable> {
  const { fileName } = context;
  const [{ parquetMetadata, parquetRead }, { compressors }, { checkPages }, { getSchemaPath }] =
    await Promise.all([
      import('hyparquet'),
      import('hyparquet-compressors'),
      import('./parquet-pages.ts'),
      import('hyparquet/src/schema.js'),
    ]);
  try {
    // The library slices buffers, and a view may be of a larger one.
    const file = bytes.slice().buffer;
    const metadata = parquetMetadata(file);
    checkSize(metadata, fileName);
    const names = columnNames(metadata);
    checkPaths(metadata, names);
    for (const { columns } of metadata.row_groups) {
      for (const { meta_data: meta } of columns) {
        if (!meta) continue;
        const path = getSchemaPath(metadata.schema, meta.path_in_schema);
        checkPages(file, { meta, path, compressors, mostValues: MAX_CELLS });
      }
    }
    const length = Number(metadata.num_rows);
    const columns = names.map(() => new GrowingCells(length));
    for (const cells of columns) cells.fill(MISSING, 0, length);
    const places = new Map(names.map((name, column) => [name, column]));
    const nested = new Set<string>();
    await parquetRead({
      file: bufferOf(file),
      metadata,
      compressors,
      onChunk: ({ columnName, columnData, rowStart }) => {
        const cells = columns[places.get(columnName) ?? -1];
        if (!cells) return;
        for (let i = 0; i < columnData.length; i++) {
          const value = plain(columnData[i]);
          const isNested = typeof value === 'object' && value !== null;
          if (isNested) nested.add(columnName);
          cells.set(rowStart + i, isNested ? undefined : value);
        }
      },
    });
    const packed = columns.map((cells) => cells.finish(length));
    return typePackedJson({ names, length, columns: packed, nested: [...nested] }, context);
  } catch (error) {
    if (error instanceof ImportError) throw error;
    // The library trusts the file, and throws unclear errors if it is inconsistent.
    const isStumble = error instanceof TypeError || error instanceof RangeError;
    const reason = isStumble ? 'it is damaged' : error instanceof Error ? error.message : String(error);
    throw new ImportError(`"${fileName}" cannot be read as Parquet: ${reason.replace(/\.$/, '')}.`, {
      cause: error,
    });
  }
}

function checkSize({ num_rows, schema }: FileMetaData, fileName: string): void {
  if (Number(num_rows) * schema.length > MAX_CELLS)
    throw new ImportError(
      `"${fileName}" says that it has ${String(num_rows)} rows of ${String(schema.length - 1)} columns, more than is read.`,
    );
}

/**
 * Every chunk must belong to a column of its own: the library reads one that does not all the same, and whatever it
 * throws for it could not be caught.
 */
function checkPaths({ row_groups }: FileMetaData, names: readonly string[]): void {
  const known = new Set(names);
  for (const { columns } of row_groups) {
    const paths = columns.map(({ meta_data }) => meta_data?.path_in_schema ?? []);
    const isKnown = paths.every(([name]) => name !== undefined && known.has(name));
    if (!isKnown || new Set(paths.map((path) => JSON.stringify(path))).size < paths.length)
      throw new Error('its columns are not those of its schema');
  }
}

/** The top-level columns; nested values are one cell. */
function columnNames({ schema }: FileMetaData): string[] {
  const names: string[] = [];
  let at = 1;
  const skip = (index: number): number => {
    let next = index + 1;
    for (let child = 0; child < (schema[index]?.num_children ?? 0); child++) next = skip(next);
    return next;
  };
  while (at < schema.length) {
    names.push(schema[at]!.name);
    at = skip(at);
  }
  return names;
}

function bufferOf(file: ArrayBuffer): AsyncBuffer {
  return { byteLength: file.byteLength, slice: (start, end) => Promise.resolve(file.slice(start, end)) };
}

/** Converts a value to JSON: integers that a double represents exactly become numbers, times text. */
function plain(value: unknown): FlatCell | object {
  switch (typeof value) {
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'number':
    case 'string':
    case 'boolean':
      return value;
    default:
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
      return value ?? null;
  }
}
