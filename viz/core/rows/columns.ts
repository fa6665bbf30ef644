import type { CategoryColumn, Column, NumberColumn, Table } from '../../../history/index.ts';
import { isDates } from '../scale/dates.ts';
import { laneOf, type Lane } from '../layout/lanes.ts';
import { withTargetLast } from '../order/target.ts';

/** Maximum number of distinct values for categories; more labels could not be read on an axis. */
export const MAX_CATEGORIES = 200;

/** Statistics of a column that its axis needs, over the whole table. */
export interface ColumnProfile {
  /** Smallest and largest finite value; NaN if there is none. For categories: the first and last code. */
  readonly min: number;
  readonly max: number;
  /** The smallest absolute value of non-zero finite values; Infinity if there is none. */
  readonly smallest: number;
  /** All distinct finite values, ascending, if there are at most `MAX_CATEGORIES`; else null. */
  readonly levels: Float64Array | null;
  /** Whether every finite value is an integer. */
  readonly integer: boolean;
  /** The lanes that occur. */
  readonly lanes: ReadonlySet<Lane>;
  /** Whether at least two rows differ. */
  readonly varies: boolean;
}

const profiles = new WeakMap<Column, ColumnProfile>();

/** The profile of a column, computed once per column object. */
export function profileOf(column: Column): ColumnProfile {
  let profile = profiles.get(column);
  if (profile === undefined) {
    profile = column.kind === 'number' ? profileNumbers(column) : profileCategories(column);
    profiles.set(column, profile);
  }
  return profile;
}

/** This number of cells can be profiled within a frame. */
const quickCells = 1.5e6;

/** Whether the missing profiles of a table can be computed within a frame. */
export function isQuickToProfile({ columns, length }: Table): boolean {
  return length * columns.filter((column) => !profiles.has(column)).length <= quickCells;
}

function profileNumbers(column: NumberColumn): ColumnProfile {
  const { values } = column;
  const lanes = new Set<Lane>();
  const seen = new Set<number>();
  let [min, max, smallest, integer, last, isFew] = [Infinity, -Infinity, Infinity, true, NaN, true];
  const { absence } = column;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value - value !== 0 || (absence !== null && absence[row] !== 0)) {
      lanes.add(laneOf(column, row)!);
      continue;
    }
    if (value < min) min = value;
    if (value > max) max = value;
    const size = value < 0 ? -value : value;
    if (size < smallest && size > 0) smallest = size;
    if (integer && Math.floor(value) !== value) integer = false;
    // A Set treats -0 and 0 as equal, like an axis.
    if (isFew && value !== last) {
      seen.add(value);
      isFew = seen.size <= MAX_CATEGORIES;
    }
    last = value;
  }
  const empty = min > max;
  const levels = seen.size <= MAX_CATEGORIES ? Float64Array.from(seen).sort() : null;
  return {
    min: empty ? NaN : min,
    max: empty ? NaN : max,
    smallest,
    levels,
    integer: integer && !empty,
    lanes,
    varies: lanes.size + (empty ? 0 : min < max ? 2 : 1) > 1,
  };
}

function profileCategories(column: CategoryColumn): ColumnProfile {
  const lanes = new Set<Lane>();
  let [min, max] = [Infinity, -Infinity];
  for (let row = 0; row < column.codes.length; row++) {
    if (column.absence?.[row]) {
      lanes.add(laneOf(column, row)!);
      continue;
    }
    const code = column.codes[row]!;
    if (code < min) min = code;
    if (code > max) max = code;
  }
  const empty = min > max;
  return {
    min: empty ? NaN : min,
    max: empty ? NaN : max,
    smallest: Infinity,
    levels: null,
    integer: false,
    lanes,
    varies: lanes.size + (empty ? 0 : min < max ? 2 : 1) > 1,
  };
}

const roleOrder = { identity: 0, parameter: 1, progress: 2, metric: 3, flag: 4 } as const;

/**
 * The default axes: columns that vary, with parameters on the left, then progress, then metrics, of which the target is the
 * last. Flags are omitted, and names of runs too if a parameter varies. If nothing varies (one row), all parameters, progress and metrics with a value.
 */
export function inferAxes(table: Table): string[] {
  return inferAxisColumns(table).map((column) => column.name);
}

/** The default axes as columns. A chosen objective is always one of them. */
export function inferAxisColumns(table: Table, objective?: string): Column[] {
  const shown = table.columns
    .filter((column) => column.role !== 'flag' && isReadable(column))
    .sort((a, b) => roleOrder[a.role] - roleOrder[b.role]);
  const varying = shown.filter((column) => profileOf(column).varies);
  const hasParameter = varying.some((column) => column.role === 'parameter');
  const chosen = varying.filter((column) => column.role !== 'identity' || (!hasParameter && isFew(column)));
  const fallback = shown.filter(
    (column) => column.role !== 'identity' && !Number.isNaN(profileOf(column).min),
  );
  const axes = chosen.length > 0 ? chosen : fallback;
  const missing = table.columns.filter((column) => column.name === objective && !axes.includes(column));
  return withTargetLast([...axes, ...missing], objective);
}

function isReadable(column: Column): boolean {
  return column.kind === 'number' || column.categories.length <= MAX_CATEGORIES || isDates(column);
}

function isFew(column: Column): boolean {
  return column.kind === 'category' && column.categories.length <= 20;
}

export function columnsByName(table: Table): ReadonlyMap<string, Column> {
  return new Map(table.columns.map((column) => [column.name, column]));
}

/** The column of this name, or undefined. */
export function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}
