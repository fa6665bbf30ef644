import type { Column } from '../../history/index.ts';
import { profileOf, type ScaleType } from './columns.ts';
import { formatValue } from './format.ts';

interface ScaleBase {
  /** Length of the axis proper in CSS pixels: 0 is its top. */
  readonly height: number;
  /** Whether low values are at the top. */
  readonly inverted: boolean;
}

/** Numbers from `min` to `max`; both NaN where the column has no finite value. */
export interface NumericScale extends ScaleBase {
  readonly type: 'linear' | 'log';
  readonly min: number;
  readonly max: number;
}

/**
 * Names at even distances, the first at the bottom. Its values are indexes into `labels` for a column of words, and the
 * numbers in `levels` for a column of numbers.
 */
export interface CategoryScale extends ScaleBase {
  readonly type: 'category';
  readonly labels: readonly string[];
  readonly levels: Float64Array | null;
}

export type AxisScale = NumericScale | CategoryScale;

/** The scale of a column's axis. `type` must be one that `canScale` allows. */
export function createAxisScale(
  column: Column,
  type: ScaleType,
  height: number,
  inverted: boolean,
): AxisScale {
  const { min, max, levels } = profileOf(column);
  if (type !== 'category') return { type, min, max, height, inverted };
  if (column.kind === 'category') return { type, labels: column.categories, levels: null, height, inverted };
  if (levels === null) throw new Error(`too many different values for categories: ${column.name}`);
  return { type, labels: Array.from(levels, formatValue), levels, height, inverted };
}

/** Whether the axis has any place for values, beside its lanes. */
export function isEmptyScale(scale: AxisScale): boolean {
  return scale.type === 'category' ? scale.labels.length === 0 : Number.isNaN(scale.min);
}

/**
 * Pixels from the top of the axis at which a finite value lies. A value that is the only one lies in the middle. A value
 * beyond the ends lies beyond the axis.
 */
export function scaleY(scale: AxisScale, value: number): number {
  const fraction = scale.type === 'category' ? categoryFraction(scale, value) : numericFraction(scale, value);
  return scale.height * (scale.inverted ? fraction : 1 - fraction);
}

/** The value at a pixel; for categories the nearest one. Undoes `scaleY` for values on the axis. */
export function invertY(scale: AxisScale, y: number): number {
  const fraction = scale.inverted ? y / scale.height : 1 - y / scale.height;
  if (scale.type !== 'category') return numericValue(scale, fraction);
  const count = scale.labels.length;
  const index = Math.max(0, Math.min(count - 1, Math.round(fraction * count - 0.5)));
  return scale.levels === null ? index : scale.levels[index]!;
}

/** A half-step of air before the first category and after the last. */
function categoryFraction({ labels, levels }: CategoryScale, value: number): number {
  const index = levels === null ? value : levels.indexOf(value);
  return (index + 0.5) / labels.length;
}

/** Differences of huge numbers overflow, so those are taken of quarters. */
function shrinkage({ min, max }: NumericScale): number {
  return Number.isFinite(max - min) ? 1 : 0.25;
}

function numericFraction(scale: NumericScale, value: number): number {
  const { type, min, max } = scale;
  const shrink = shrinkage(scale);
  const [low, high] = type === 'log' ? [Math.log(min), Math.log(max)] : [min * shrink, max * shrink];
  if (!(low < high)) return 0.5;
  const at = type === 'log' ? Math.log(Math.max(value, Number.MIN_VALUE)) : value * shrink;
  return (at - low) / (high - low);
}

function numericValue(scale: NumericScale, fraction: number): number {
  const { type, min, max } = scale;
  if (fraction <= 0 || !(min < max)) return min;
  if (fraction >= 1) return max;
  if (type === 'log') {
    const [low, high] = [Math.log(min), Math.log(max)];
    return clamp(Math.exp(low + fraction * (high - low)), min, max);
  }
  return clamp(min * (1 - fraction) + max * fraction, min, max);
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
