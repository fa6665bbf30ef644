import { toTable } from '../table/to-table.ts';
import type { Column } from '../table/table.ts';
import { cellReader, isBooleanColumn } from './cells.ts';
import type { ExportFormat } from './types.ts';

/**
 * A Parquet file with one row per epoch, or per run without epochs: numbers as DOUBLE, text as UTF-8 strings, flags as
 * BOOLEAN, compressed with Snappy. Missing and not applicable are both null.
 */
export const parquet: ExportFormat = {
  name: 'parquet',
  label: 'Parquet',
  description: 'Parquet, one row per epoch',
  extension: '.parquet',
  losses: [
    'ids, parents, status and start time of runs',
    'the difference between missing and not applicable',
  ],
  async write(history, { title }) {
    const { parquetWriteBuffer } = await import('hyparquet-writer');
    const table = toTable(history, { rows: 'epochs' });
    const columnData = table.columns.map((column) => ({
      name: column.name,
      type: typeOf(column),
      data: cellsOf(column, table.length),
      nullable: true,
      // A dictionary encoding would not distinguish 0 and -0.
      ...(column.kind === 'number' ? { encoding: 'PLAIN' as const } : {}),
    }));
    return [{ path: `${title}.parquet`, content: new Uint8Array(parquetWriteBuffer({ columnData })) }];
  },
};

function typeOf(column: Column): 'DOUBLE' | 'BOOLEAN' | 'STRING' {
  if (column.kind === 'number') return 'DOUBLE';
  return isBooleanColumn(column) ? 'BOOLEAN' : 'STRING';
}

function cellsOf(column: Column, length: number): (number | string | boolean | null)[] {
  const cell = cellReader(column);
  return Array.from({ length }, (_, row) => cell(row) ?? null);
}
