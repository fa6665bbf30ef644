import { parseDate, type Column } from '../../history/index.ts';

/** The first column with this name, or undefined. */
export function findColumn(columns: readonly Column[], name: string): Column | undefined {
  return columns.find((column) => column.name === name);
}

/** Whether all present cells are `true` or `false`. */
export function isBoolean(column: Column): boolean {
  return (
    column.kind === 'category' && column.categories.every((category) => ['true', 'false'].includes(category))
  );
}

/** Whether all present cells are dates, and there is at least one. */
export function isDates(column: Column): boolean {
  if (column.kind !== 'category' || column.categories.length === 0) return false;
  return column.categories.every((category) => parseDate(category) !== null);
}
