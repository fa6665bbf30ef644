import type { Column, Table } from '../../../../history/index.ts';
import { fingerprintOf } from '../../shell/link/link-fit.ts';
import { splitColumns } from './constant-columns.ts';
import { withShownColumns, type TableSettings } from '../settings.ts';

/** The columns of a table as they are shown. */
export interface Shown {
  /** In order; pinned columns first. */
  readonly columns: readonly Column[];
  /** The number of pinned columns. */
  readonly pinned: number;
  /** Constant columns that are not shown unless asked for. */
  readonly constant: readonly Column[];
}

/** The columns to show: those chosen for this set of names, else the varying ones. */
export function shownColumns(
  table: Table,
  settings: Pick<TableSettings, 'columns' | 'pinned'>,
  showsConstants: boolean,
): Shown {
  const split = splitColumns(table);
  const fingerprint = fingerprintOf(table);
  const choice = settings.columns.find((each) => each.table === fingerprint);
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const chosen = choice?.names.flatMap((name) => byName.get(name) ?? []) ?? split.varying;
  const constant = split.constant.filter((column) => !chosen.includes(column));
  const listed = showsConstants ? (choice === undefined ? table.columns : [...chosen, ...constant]) : chosen;
  const isListed = new Set(listed);
  const pinned = settings.pinned.flatMap((name) => {
    const column = byName.get(name);
    return column !== undefined && isListed.has(column) ? [column] : [];
  });
  const isPinned = new Set(pinned);
  return {
    columns: [...pinned, ...listed.filter((column) => !isPinned.has(column))],
    pinned: pinned.length,
    constant,
  };
}

/** The settings after a column was shown or hidden. A shown column comes last. */
export function toggleColumn(
  settings: TableSettings,
  table: Table,
  shown: readonly string[],
  name: string,
): TableSettings {
  const names = shown.includes(name) ? shown.filter((each) => each !== name) : [...shown, name];
  return withShownColumns(settings, fingerprintOf(table), names);
}

/**
 * The settings after a column was moved to the place of another, among the pinned columns or among the others; the same
 * settings if that changes nothing.
 */
export function moveColumn(
  settings: TableSettings,
  table: Table,
  shown: readonly string[],
  name: string,
  to: string,
): TableSettings {
  if (name === to) return settings;
  const isPinned = (each: string) => settings.pinned.includes(each);
  if (isPinned(name) !== isPinned(to)) return settings;
  if (isPinned(name)) return { ...settings, pinned: moved(settings.pinned, name, to) };
  return withShownColumns(settings, fingerprintOf(table), moved(shown, name, to));
}

function moved(names: readonly string[], name: string, to: string): string[] {
  const place = names.indexOf(to);
  return names.filter((each) => each !== name).toSpliced(place, 0, name);
}

/** The settings after a column was pinned to the left edge, or released. */
export function togglePinned(settings: TableSettings, name: string): TableSettings {
  const { pinned } = settings;
  return {
    ...settings,
    pinned: pinned.includes(name) ? pinned.filter((each) => each !== name) : [...pinned, name],
  };
}
