import type { CategoryColumn, Column, Table } from '../../../history/index.ts';
import { dateColumn } from '../scale/dates.ts';
import type { ScaleType } from '../scale/scale-types.ts';

/** How somebody ordered categories: per column all names that it had then, the lowest first. */
export type CategoryOrders = ReadonlyMap<string, readonly string[]>;

/**
 * The table as its axes show it: texts on a scale of time as milliseconds since 1970, and categories coded in the order
 * in which they stand. Columns of which that asks nothing are the same objects, and so is the table if all are.
 */
export function showTable(
  table: Table,
  scales: ReadonlyMap<string, ScaleType>,
  orders: CategoryOrders,
): Table {
  const columns = table.columns.map((column) =>
    showColumn(column, scales.get(column.name), orders.get(column.name)),
  );
  return columns.every((column, index) => column === table.columns[index]) ? table : { ...table, columns };
}

function showColumn(
  column: Column,
  type: ScaleType | undefined,
  order: readonly string[] | undefined,
): Column {
  if (column.kind === 'number') return column;
  if (type === 'time') return dateColumn(column) ?? column;
  return order === undefined ? column : orderCategories(column, order);
}

/** The names of a column as `order` has them; those that it lacks stand above, as the column has them. */
export function arrangeNames(categories: readonly string[], order: readonly string[]): string[] {
  const present = new Set(categories);
  return Array.from(new Set([...order.filter((name) => present.has(name)), ...categories]));
}

const ordered = new WeakMap<CategoryColumn, { order: readonly string[]; column: CategoryColumn }>();

/** The same column with its categories coded in this order. The latest is kept: each brush asks for it again. */
function orderCategories(column: CategoryColumn, order: readonly string[]): CategoryColumn {
  const known = ordered.get(column);
  if (known?.order === order) return known.column;
  const categories = arrangeNames(column.categories, order);
  const places = new Map(categories.map((name, place) => [name, place]));
  const placeOf = Uint32Array.from(column.categories, (name) => places.get(name)!);
  const result = { ...column, categories, codes: column.codes.map((code) => placeOf[code] ?? 0) };
  ordered.set(column, { order, column: result });
  return result;
}
