import type { Table } from '../../history/index.ts';
import { findColumn } from '../core/rows/columns.ts';
import { canScale, type ScaleType } from '../core/scale/scale-types.ts';
import type { ByColumn } from '../api/types.ts';
import { entriesOf } from './by-column.ts';

/** The plot that settings are applied to. */
export interface SettingsContext {
  readonly table: Table;
  /** The visible axes. */
  readonly axes: readonly string[];
  readonly warn: (message: string) => void;
}

/** The names without duplicates. Warns about names that are not columns. */
export function knownNames(names: readonly string[], { table, warn }: SettingsContext): string[] {
  if (!Array.isArray(names)) throw new TypeError(`expected a list of columns, got ${String(names)}`);
  const unknown = names.filter((name) => findColumn(table, name as string) === undefined);
  for (const name of unknown) warn(`There is no column "${String(name)}".`);
  return [...new Set(names as readonly string[])];
}

/** The name. Warns if it is not a column. */
export function knownName(name: string, context: SettingsContext): string {
  knownNames([name], context);
  return name;
}

/** The entries. Warns about keys that are not columns. */
export function knownEntries<Value>(values: ByColumn<Value>, context: SettingsContext): [string, Value][] {
  const entries = entriesOf(values);
  knownNames(
    entries.map(([name]) => name),
    context,
  );
  return entries;
}

export function warnOfScale(name: string, type: ScaleType, { table, warn }: SettingsContext): void {
  const column = findColumn(table, name);
  if (column === undefined || canScale(column, type)) return;
  warn(`The column "${name}" cannot have the scale "${String(type)}".`);
}
