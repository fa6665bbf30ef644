import { toTable } from '../table/to-table.ts';
import type { Column } from '../table/table.ts';
import { cellReader, isBooleanColumn } from './cells.ts';
import type { ExportFormat } from './types.ts';

/**
 * A Parquet file with a row for each epoch, or for a run that has none: numbers as DOUBLE, text as UTF-8 strings,
 * flags as BOOLEAN, Snappy-packed. A Parquet column tells values from none; missing and not applicable are both null.
 */
export const parquet: ExportFormat = {
  name: 'parquet',
  label: 'Parquet',
  description: 'Parquet, one row an epoch',
  extension: '.parquet',
  losses: ['ids, parents, status and start of runs', 'missing beside not applicable'],
  async write(history, { title }) {
    const { parquetWriteBuffer } = await import('hyparquet-writer');
    const table = toTable(history, { rows: 'epochs' });
    const columnData = table.columns.map((column) => ({
      name: column.name,
      type: typeOf(column),
      data: cellsOf(column, table.length),
      nullable: true,
      // A dictionary of numbers would take 0 and -0 for the same.
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
