import type { CategoryColumn, Column, NumberColumn, Table } from '../../history/index.ts';
import { laneOf, type Lane } from './lanes.ts';

/** How an axis places its values. */
export type ScaleType = 'linear' | 'log' | 'category';

/** More different values than this are no categories: their names could not be read on an axis. */
export const MAX_CATEGORIES = 200;

/** A log axis is inferred when the values spread over more than this ratio, two decades. */
const LOG_SPREAD = 100;

/** What an axis must know of its column before it can be laid out. Of the whole table, never of a selection. */
export interface ColumnProfile {
  /** Smallest and largest finite value; NaN where there is none. For categories: the first and last code. */
  readonly min: number;
  readonly max: number;
  /** All different finite values ascending, when there are at most `MAX_CATEGORIES`; else null. */
  readonly levels: Float64Array | null;
  /** Whether every finite value is an integer. */
  readonly integer: boolean;
  /** Which lanes occur. */
  readonly lanes: ReadonlySet<Lane>;
  /** Whether at least two rows differ. */
  readonly varies: boolean;
  /** The scale that suits the values, unless somebody asks for another. */
  readonly inferred: ScaleType;
}

const profiles = new WeakMap<Column, ColumnProfile>();

/** The profile of a column, made once per column object. */
export function profileOf(column: Column): ColumnProfile {
  let profile = profiles.get(column);
  if (profile === undefined) {
    profile = column.kind === 'number' ? profileNumbers(column) : profileCategories(column);
    profiles.set(column, profile);
  }
  return profile;
}

function profileNumbers(column: NumberColumn): ColumnProfile {
  const { values } = column;
  const lanes = new Set<Lane>();
  const seen = new Set<number>();
  let [min, max, integer, last] = [Infinity, -Infinity, true, NaN];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!Number.isFinite(value) || column.absence?.[row]) {
      lanes.add(laneOf(column, row)!);
      continue;
    }
    if (value < min) min = value;
    if (value > max) max = value;
    if (integer && !Number.isInteger(value)) integer = false;
    // -0 and 0 are one value to a Set, as they are to an axis.
    if (value !== last && seen.size <= MAX_CATEGORIES) seen.add(value);
    last = value;
  }
  const empty = min > max;
  const levels = seen.size <= MAX_CATEGORIES ? Float64Array.from(seen).sort() : null;
  return {
    min: empty ? NaN : min,
    max: empty ? NaN : max,
    levels,
    integer: integer && !empty,
    lanes,
    varies: lanes.size + (empty ? 0 : min < max ? 2 : 1) > 1,
    inferred: min > 0 && max / min > LOG_SPREAD && spread(column, levels) > LOG_SPREAD ? 'log' : 'linear',
  };
}

/**
 * How many times the value at the 95 % point is the one at the 5 % point, over the different values where they are few,
 * else over an even sample of the rows. The ends are left out, so that one outlier makes no log axis. HiPlot's rule,
 * but for columns of three to ten different values too: a sweep over four learning rates is the usual case.
 */
function spread(column: NumberColumn, levels: Float64Array | null): number {
  const sorted = levels ?? sample(column, 4096).sort();
  if (sorted.length < 3) return 1;
  return sorted[Math.floor((19 * sorted.length) / 20)]! / sorted[Math.floor(sorted.length / 20)]!;
}

function sample({ values, absence }: NumberColumn, size: number): Float64Array {
  const step = Math.max(1, values.length / size);
  const picked = [];
  for (let at = 0; at < values.length; at += step) {
    const row = Math.floor(at);
    if (Number.isFinite(values[row]) && !absence?.[row]) picked.push(values[row]!);
  }
  return Float64Array.from(picked);
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
    levels: null,
    integer: false,
    lanes,
    varies: lanes.size + (empty ? 0 : min < max ? 2 : 1) > 1,
    inferred: 'category',
  };
}

/**
 * Whether `column` can be shown on a scale of this type. Words only have categories. A log scale is refused where a
 * value is zero or negative: such a value has no place on it, and moving it elsewhere would be a lie.
 */
export function canScale(column: Column, type: ScaleType): boolean {
  if (column.kind === 'category') return type === 'category';
  const { min, levels } = profileOf(column);
  if (type === 'log') return min > 0;
  return type === 'linear' || levels !== null;
}

/** The scale that `column` gets when `wanted` is asked for: the inferred one where nothing is, or it cannot be. */
export function effectiveScale(column: Column, wanted: ScaleType | undefined): ScaleType {
  return wanted !== undefined && canScale(column, wanted) ? wanted : profileOf(column).inferred;
}

const roleOrder = { identity: 0, parameter: 1, progress: 2, metric: 3, flag: 4 } as const;

/**
 * Which columns get an axis when nobody chose: those that vary, parameters left, then progress, metrics right. Flags are
 * left out, and so is what names a run, unless no parameter varies that could tell runs apart. Where nothing varies (one
 * row), every parameter, progress and metric with a value is shown, since one line is better than none.
 */
export function inferAxes(table: Table): string[] {
  const shown = table.columns
    .filter((column) => column.role !== 'flag' && isReadable(column))
    .sort((a, b) => roleOrder[a.role] - roleOrder[b.role]);
  const varying = shown.filter((column) => profileOf(column).varies);
  const hasParameter = varying.some((column) => column.role === 'parameter');
  const chosen = varying.filter((column) => column.role !== 'identity' || (!hasParameter && isFew(column)));
  const fallback = shown.filter(
    (column) => column.role !== 'identity' && !Number.isNaN(profileOf(column).min),
  );
  return (chosen.length > 0 ? chosen : fallback).map((column) => column.name);
}

function isReadable(column: Column): boolean {
  return column.kind === 'number' || column.categories.length <= MAX_CATEGORIES;
}

function isFew(column: Column): boolean {
  return column.kind === 'category' && column.categories.length <= 20;
}

/** The scale of every column, by name. */
export function effectiveScales(
  table: Table,
  wanted: ReadonlyMap<string, ScaleType>,
): ReadonlyMap<string, ScaleType> {
  return new Map(
    table.columns.map((column) => [column.name, effectiveScale(column, wanted.get(column.name))]),
  );
}

export function columnsByName(table: Table): ReadonlyMap<string, Column> {
  return new Map(table.columns.map((column) => [column.name, column]));
}

/** The column of that name, or undefined. */
export function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}
