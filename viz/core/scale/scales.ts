import { clamp, type Column, type NumberColumn } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
import { bandMiddle, categoryAt, categoryBands, categoryCounts } from './category-bands.ts';
import { timeUnit } from './dates.ts';
import { formatValue } from './format.ts';
import {
  domainOf,
  numericFraction,
  numericValue,
  usableDomain,
  type FixedDomain,
  type NumericPlacing,
} from './numeric-scale.ts';
import { percentileKnots } from './percentiles.ts';
import type { ScaleType } from './scale-types.ts';

/** Maximum ratio of the largest absolute value on a symmetric log scale to its threshold. */
const SYMLOG_RANGE = 1e8;

interface ScaleBase {
  /** Length of the axis without lanes in CSS pixels; 0 is its top. */
  readonly height: number;
  /** Whether low values are at the top. */
  readonly inverted: boolean;
}

export type NumericScale = ScaleBase & NumericPlacing;

/**
 * Categories, the first at the bottom: equally spaced, or with a band for each. Values are indexes into `labels` for a categorical column, and the
 * numbers in `levels` for a numeric one.
 */
export interface CategoryScale extends ScaleBase {
  readonly type: 'category';
  readonly labels: readonly string[];
  readonly levels: Float64Array | null;
  /** The number of rows of each category, by which `categoryBands` sizes them; absent if they are equally spaced. */
  readonly counts?: Uint32Array;
}

export type AxisScale = NumericScale | CategoryScale;

/** Creates the scale of a column's axis. `canScale` must allow `type`; `domain` is ignored if the type does not support it. */
export function createAxisScale(
  column: Column,
  type: ScaleType,
  height: number,
  inverted: boolean,
  domain?: FixedDomain,
): AxisScale {
  const base = { height, inverted };
  if (column.kind === 'category')
    return { ...base, type: 'category', labels: column.categories, levels: null };
  if (type !== 'category') return { ...base, ...numericPlacing(column, type, domain) };
  const { levels } = profileOf(column);
  if (levels === null) throw new Error(`too many different values for categories: ${column.name}`);
  return { ...base, type, labels: Array.from(levels, formatValue), levels };
}

/** The scale with a band for each category, in which the lines of its rows are spread. */
export function withBands(scale: AxisScale, column: Column): AxisScale {
  return scale.type === 'category' ? { ...scale, counts: categoryCounts(column, scale.levels) } : scale;
}

/** The mapping of a column's numbers. `canScale` must allow `type`. */
export function numericPlacing(
  column: NumberColumn,
  type: Exclude<ScaleType, 'category'>,
  wanted?: FixedDomain,
): NumericPlacing {
  const { min, max, smallest } = profileOf(column);
  const domain = domainOf(min, max, usableDomain(wanted, type));
  switch (type) {
    case 'time':
      return { ...domain, type, unit: timeUnit(column) ?? 1 };
    case 'symlog': {
      const size = Math.max(Math.abs(domain.min), Math.abs(domain.max));
      return { ...domain, type, threshold: Math.max(smallest, size / SYMLOG_RANGE, Number.MIN_VALUE) };
    }
    case 'percentile':
      return { ...domain, type, knots: percentileKnots(column) };
    default:
      return { ...domain, type };
  }
}

/** Whether the axis has no values, only lanes. */
export function isEmptyScale(scale: AxisScale): boolean {
  return scale.type === 'category' ? scale.labels.length === 0 : Number.isNaN(scale.min);
}

/**
 * The position of a finite value in pixels from the top of the axis. A single value is centred. Values beyond the limits
 * lie outside the axis, or at its edge if the limits are fixed.
 */
export function scaleY(scale: AxisScale, value: number): number {
  const fraction = scale.type === 'category' ? categoryFraction(scale, value) : clampedFraction(scale, value);
  return scale.height * (scale.inverted ? fraction : 1 - fraction);
}

/** The value at a pixel; for categories the nearest one. The inverse of `scaleY` on the axis. */
export function invertY(scale: AxisScale, y: number): number {
  const fraction = scale.inverted ? y / scale.height : 1 - y / scale.height;
  if (scale.type !== 'category') return numericValue(scale, fraction);
  const count = scale.labels.length;
  const index =
    scale.counts === undefined
      ? clamp(Math.round(fraction * count - 0.5), 0, count - 1)
      : categoryAt(categoryBands(scale.counts), fraction);
  return scale.levels === null ? index : scale.levels[index]!;
}

function clampedFraction(scale: NumericScale, value: number): number {
  const fraction = numericFraction(scale, value);
  return scale.fixed ? clamp(fraction, 0, 1) : fraction;
}

/** Equally spaced categories leave half a step before the first and after the last. */
function categoryFraction({ labels, levels, counts }: CategoryScale, value: number): number {
  const index = levels === null ? value : levels.indexOf(value);
  if (counts !== undefined) return bandMiddle(categoryBands(counts), index);
  return (index + 0.5) / labels.length;
}

/** The boxes of categories on an axis, each with its value and its upper end and height in pixels; empty without bands. */
export function categoryBoxes(scale: AxisScale): { value: number; y: number; height: number }[] {
  if (scale.type !== 'category' || scale.counts === undefined) return [];
  return Array.from(categoryBands(scale.counts).boxes, (box, index) => {
    const value = scale.levels?.[index] ?? index;
    const height = box * scale.height;
    return { value, y: scaleY(scale, value) - height / 2, height };
  });
}
