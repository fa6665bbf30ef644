import { quickselect } from 'd3';
import type { Column, NumberColumn, Table } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
import { isDates, looksLikeTime, timeUnit } from './dates.ts';
import { sample } from '../rows/sample.ts';

/**
 * Types of axis scales: numbers linearly, logarithmically, by a symmetric logarithm, by rank, or as times; words, and few
 * distinct numbers, as equally spaced categories.
 */
export type ScaleType = 'linear' | 'log' | 'symlog' | 'percentile' | 'time' | 'category';

/** Labels of scale types, in menu order. */
export const SCALE_LABELS: Readonly<Record<ScaleType, string>> = {
  linear: 'linear',
  log: 'logarithmic',
  symlog: 'symmetric logarithmic',
  percentile: 'percentile (rank)',
  time: 'time',
  category: 'categories',
};

/** All scale types, in menu order. */
export const SCALE_TYPES = Object.keys(SCALE_LABELS) as [ScaleType, ...ScaleType[]];

/** A log scale is inferred if the values spread over more than this ratio. */
const LOG_SPREAD = 100;

/**
 * Whether `column` supports a scale of this type. Words support categories, and time if all are ISO 8601 dates. A log scale
 * requires positive values; for others there is the symmetric one.
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

/** The scale types that a column supports, in menu order. */
export function offeredScales(column: Column): ScaleType[] {
  return SCALE_TYPES.filter((type) => canScale(column, type));
}

const inferred = new WeakMap<Column, ScaleType>();

/** The default scale type of a column, computed once per column object. */
export function inferScale(column: Column): ScaleType {
  let type = inferred.get(column);
  if (type === undefined) {
    type = column.kind === 'category' ? (isDates(column) ? 'time' : 'category') : inferNumbers(column);
    inferred.set(column, type);
  }
  return type;
}

/**
 * HiPlot's rule for logarithms (see `spread`), with a symmetric one if there are non-positive values. Few distinct numbers
 * do not become categories, since that would change as rows are added.
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
 * Ratio of the 95th to the 5th percentile of non-zero absolute values, over the distinct values if they are few, else over
 * an even sample of the rows. Percentiles ignore single outliers. Unlike HiPlot, this includes columns of three to ten
 * distinct values, such as a sweep over four learning rates.
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

/** `wanted` if `column` supports it, else the inferred scale type. */
export function effectiveScale(column: Column, wanted: ScaleType | undefined): ScaleType {
  return wanted !== undefined && canScale(column, wanted) ? wanted : inferScale(column);
}

/** The scale type of every column, by name. */
export function effectiveScales(
  table: Table,
  wanted: ReadonlyMap<string, ScaleType>,
): ReadonlyMap<string, ScaleType> {
  return new Map(
    table.columns.map((column) => [column.name, effectiveScale(column, wanted.get(column.name))]),
  );
}
