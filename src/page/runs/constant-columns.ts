import type { Column, Table } from '../../../history/index.ts';

/** Whether two rows of a column differ, be it only in why they have no value. */
export function varies(column: Column, length: number): boolean {
  const { absence } = column;
  const cells = column.kind === 'number' ? column.values : column.codes;
  const [cell, reason] = [cells[0], absence?.[0] ?? 0];
  for (let row = 1; row < length; row++) {
    if ((absence?.[row] ?? 0) !== reason) return true;
    // Object.is: NaN is the same as NaN, and what stands in an absent cell is nobody's business.
    if (reason === 0 && !Object.is(cells[row], cell)) return true;
  }
  return false;
}

/**
 * The columns that tell rows apart, and those that say the same of every row. A table of one row, or one in which
 * nothing differs, shows all that it has.
 */
export function splitColumns(table: Table): { varying: Column[]; constant: Column[] } {
  const columns = [...table.columns];
  const varying = columns.filter((column) => varies(column, table.length));
  if (varying.length === 0) return { varying: columns, constant: [] };
  return { varying, constant: columns.filter((column) => !varying.includes(column)) };
}
