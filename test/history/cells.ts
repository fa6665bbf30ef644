import { MISSING } from '../../history/index.ts';
import type { Column, Table } from '../../history/index.ts';

/** The value of a cell: null is missing, undefined is not applicable. */
export type Shown = number | string | null | undefined;

export function cellOf(column: Column, row: number): Shown {
  const absence = column.absence?.[row] ?? 0;
  if (absence !== 0) return absence === MISSING ? null : undefined;
  return column.kind === 'number' ? column.values[row] : column.categories[column.codes[row]!];
}

export function columnOf(table: Table, name: string): Column {
  const found = table.columns.filter((column) => column.name === name);
  if (found.length !== 1) throw new Error(`${String(found.length)} columns named ${JSON.stringify(name)}`);
  return found[0]!;
}

export function cellsOf(table: Table, name: string): Shown[] {
  return rowsOf(table).map((row) => cellOf(columnOf(table, name), row));
}

export function rowsOf(table: Table): number[] {
  return Array.from({ length: table.length }, (_, row) => row);
}

/** Returns the whole table as plain values, for comparison. */
export function contentOf(table: Table): [name: string, cells: Shown[]][] {
  return table.columns.map((column) => [column.name, rowsOf(table).map((row) => cellOf(column, row))]);
}
