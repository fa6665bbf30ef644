import type { Column, Table } from '../../../../history/index.ts';
import { profileOf } from '../../../../viz/index.ts';

/**
 * Splits the columns into varying and constant ones. In a table of one row, or one in which nothing differs, all columns
 * count as varying.
 */
export function splitColumns(table: Table): { varying: Column[]; constant: Column[] } {
  const columns = [...table.columns];
  const varying = columns.filter((column) => profileOf(column).varies);
  if (varying.length === 0) return { varying: columns, constant: [] };
  return { varying, constant: columns.filter((column) => !profileOf(column).varies) };
}
