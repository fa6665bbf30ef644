import { MISSING, type Column, type Table } from '../../../history/index.ts';

/** A cell of a column: null is missing, undefined is not applicable; dates are milliseconds since 1970. */
export type RowCell = number | string | null | undefined;

/** The cells of a row by the names of their columns. */
export type RowCells = Readonly<Record<string, RowCell>>;

/** What identifies a row: the name of a column, or a function of its cells. */
export type RowKey = string | ((row: RowCells) => unknown);

/** The tooltip of a row, by its cells and its number: text, which is never HTML, or a node; null for none. */
export type RowTooltip = (row: RowCells, index: number) => string | Node | null;

/** The cell of a column in a row. */
export function cellOf(column: Column, row: number): RowCell {
  const absence = column.absence?.[row] ?? 0;
  if (absence !== 0) return absence === MISSING ? null : undefined;
  return column.kind === 'number' ? column.values[row] : column.categories[column.codes[row]!];
}

/** The cells of a row as an object without a prototype, since a column can have any name. */
export function rowCells({ columns }: Table, row: number): RowCells {
  const cells = Object.create(null) as Record<string, RowCell>;
  for (const column of columns) cells[column.name] = cellOf(column, row);
  return cells;
}
