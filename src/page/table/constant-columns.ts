import type { Column, Table } from '../../../history/index.ts';
import { profileOf } from '../../../viz/index.ts';

/**
 * The columns that tell rows apart, and those that say the same of every row. A table of one row, or one in which
 * nothing differs, shows all that it has.
 */
export function splitColumns(table: Table): { varying: Column[]; constant: Column[] } {
  const columns = [...table.columns];
  const varying = columns.filter((column) => profileOf(column).varies);
  if (varying.length === 0) return { varying: columns, constant: [] };
  return { varying, constant: columns.filter((column) => !profileOf(column).varies) };
}
