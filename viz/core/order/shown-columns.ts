import type { CategoryColumn, Column, Table } from '../../../history/index.ts';
import { dateColumn } from '../scale/dates.ts';
import type { ScaleType } from '../scale/scale-types.ts';

/** Custom orders of categories: for each column all names that it had at that time, the lowest first. */
export type CategoryOrders = ReadonlyMap<string, readonly string[]>;

/**
 * The table in display form: texts on a time scale as milliseconds since 1970, and categories coded in display order.
 * Unchanged columns are the same objects, and so is an unchanged table.
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

/** The names of a column in the order `order`, followed by names that it lacks in the column's order. */
function arrangeNames(categories: readonly string[], order: readonly string[]): string[] {
  const present = new Set(categories);
  return Array.from(new Set([...order.filter((name) => present.has(name)), ...categories]));
}

const ordered = new WeakMap<CategoryColumn, { order: readonly string[]; column: CategoryColumn }>();

/** The column with its categories coded in this order. The latest result is cached. */
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
