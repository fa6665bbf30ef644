import { quickselect } from 'd3';
import type { Column, NumberColumn, Table } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
import { isDates, looksLikeTime, timeUnit } from './dates.ts';
import { sample } from '../rows/sample.ts';

/**
 * How an axis places its values: numbers evenly, by their logarithm, by a logarithm that goes through zero, by their rank,
 * or as points in time; words, and numbers if there are few, at even distances.
 */
export type ScaleType = 'linear' | 'log' | 'symlog' | 'percentile' | 'time' | 'category';

/** What scales are called in menus, in the order in which they are offered. */
export const SCALE_LABELS: Readonly<Record<ScaleType, string>> = {
  linear: 'linear',
  log: 'logarithmic',
  symlog: 'symmetric logarithmic',
  percentile: 'percentile (rank)',
  time: 'time',
  category: 'categories',
};

/** Their names, in the same order. */
export const SCALE_TYPES = Object.keys(SCALE_LABELS) as [ScaleType, ...ScaleType[]];

/** A log axis is inferred when the values spread over more than this ratio, two decades. */
const LOG_SPREAD = 100;

/**
 * Whether `column` can be shown on a scale of this type. Words have only categories, or time where all are ISO 8601
 * dates. A log scale is refused where a value is zero or negative: such a value has no place on it, and moving it
 * elsewhere would be a lie; there the symmetric one is offered.
 */
export function canScale(column: Column, type: ScaleType): boolean {
  if (column.kind === 'category') return type === 'category' || (type === 'time' && isDates(column));
  const { min, max, levels } = profileOf(column);
  switch (type) {
    case 'linear':
      return true;
    case 'log':
      return min > 0;
    case 'symlog':
      return min <= 0 && min < max;
    case 'percentile':
      return min < max && (levels === null || levels.length > 2);
    case 'time':
      return timeUnit(column) !== null;
    case 'category':
      return levels !== null;
  }
}

/** The scales that fit a column, in the order in which they are offered. */
export function offeredScales(column: Column): ScaleType[] {
  return SCALE_TYPES.filter((type) => canScale(column, type));
}

const inferred = new WeakMap<Column, ScaleType>();

/** The scale that suits the values of a column, unless somebody asks for another. Found once per column object. */
export function inferScale(column: Column): ScaleType {
  let type = inferred.get(column);
  if (type === undefined) {
    type = column.kind === 'category' ? (isDates(column) ? 'time' : 'category') : inferNumbers(column);
    inferred.set(column, type);
  }
  return type;
}

/**
 * HiPlot's rule for logarithms (see `spread`), with a symmetric one where it has none. Numbers never become categories
 * because there are few of them: that would depend on how many rows have arrived.
 */
function inferNumbers(column: NumberColumn): ScaleType {
  if (looksLikeTime(column)) return 'time';
  const { min, max } = profileOf(column);
  const size = Math.max(Math.abs(min), Math.abs(max));
  if (min > 0 && max / min <= LOG_SPREAD) return 'linear';
  if (!(size > 0) || spread(column) <= LOG_SPREAD) return 'linear';
  return min > 0 ? 'log' : 'symlog';
}

/**
 * How many times the size at the 95 % point is the one at the 5 % point, zeros aside, over the different values where
 * they are few, else over an even sample of the rows. The ends are left out, so that one outlier makes no log axis.
 * HiPlot's rule, but for columns of three to ten different values too: a sweep over four learning rates is the usual case.
 */
function spread(column: NumberColumn): number {
  const { levels } = profileOf(column);
  const sizes: number[] = [];
  for (const value of levels ?? sample(column, 1024)) {
    if (value !== 0) sizes.push(Math.abs(value));
  }
  const count = sizes.length;
  if (count < 3) return 1;
  const [low, high] = [Math.floor(count / 20), Math.floor((19 * count) / 20)];
  quickselect(sizes, high);
  quickselect(sizes, low, 0, high);
  return sizes[high]! / sizes[low]!;
}

/** The scale that `column` gets when `wanted` is asked for: the inferred one where nothing is, or it cannot be. */
export function effectiveScale(column: Column, wanted: ScaleType | undefined): ScaleType {
  return wanted !== undefined && canScale(column, wanted) ? wanted : inferScale(column);
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
