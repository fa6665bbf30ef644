import { clamp, type Column, type NumberColumn } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';
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
 * Equally spaced categories, the first at the bottom. Values are indexes into `labels` for a categorical column, and the
 * numbers in `levels` for a numeric one.
 */
export interface CategoryScale extends ScaleBase {
  readonly type: 'category';
  readonly labels: readonly string[];
  readonly levels: Float64Array | null;
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
  const index = clamp(Math.round(fraction * count - 0.5), 0, count - 1);
  return scale.levels === null ? index : scale.levels[index]!;
}

function clampedFraction(scale: NumericScale, value: number): number {
  const fraction = numericFraction(scale, value);
  return scale.fixed ? clamp(fraction, 0, 1) : fraction;
}

/** Leaves half a step before the first category and after the last. */
function categoryFraction({ labels, levels }: CategoryScale, value: number): number {
  const index = levels === null ? value : levels.indexOf(value);
  return (index + 0.5) / labels.length;
}
