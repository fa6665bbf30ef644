import { MISSING } from '../table/table.ts';
import type { Column } from '../table/table.ts';
import type { ParameterValue } from '../types.ts';

/** A cell of an export: null is missing, undefined is not applicable. */
export type ExportCell = ParameterValue | undefined;

/** Whether a column holds booleans: its categories are `false` and `true`. */
export function isBooleanColumn(column: Column): boolean {
  if (column.kind !== 'category' || column.role === 'identity') return false;
  const [no, yes, ...others] = column.categories;
  return no === 'false' && yes === 'true' && others.length === 0;
}

/** Returns a function from row index to the value of a column, with booleans restored. */
export function cellReader(column: Column): (row: number) => ExportCell {
  const { absence } = column;
  const present = presentReader(column);
  if (absence === null) return present;
  return (row) => {
    if (absence[row] === 0) return present(row);
    return absence[row] === MISSING ? null : undefined;
  };
}

function presentReader(column: Column): (row: number) => ParameterValue {
  if (column.kind === 'number') return (row) => column.values[row]!;
  if (isBooleanColumn(column)) return (row) => column.codes[row] === 1;
  return (row) => column.categories[column.codes[row]!]!;
}
