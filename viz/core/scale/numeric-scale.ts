import { clamp } from '../../../history/index.ts';
import { fractionAt, valueAt, type Knots } from './percentiles.ts';

/** Fixed axis limits, in the units of the column. */
export interface FixedDomain {
  readonly min: number;
  readonly max: number;
}

/** Axis limits; both NaN if the column has no finite value. */
interface Domain {
  readonly min: number;
  readonly max: number;
  /** Whether the limits are fixed; outliers are then drawn at the edge. */
  readonly fixed: boolean;
  /** The range of values on the axis: `min` to `max` and outliers. */
  readonly lowest: number;
  readonly highest: number;
}

/** The mapping of numbers to fractions of an axis, independent of its size and direction. */
export type NumericPlacing = Domain &
  (
    | { readonly type: 'linear' | 'log' }
    /** `unit`: milliseconds per unit. */
    | { readonly type: 'time'; readonly unit: number }
    /** `threshold`: the scale is about linear below it and logarithmic above. */
    | { readonly type: 'symlog'; readonly threshold: number }
    | { readonly type: 'percentile'; readonly knots: Knots }
  );

/**
 * Half the length of an axis whose values are all `value`, in units of the column: as far as 0 is from it. Such an axis has
 * values beside the only one, so that a range beside its line does not select it.
 */
function spanAround(value: number): number {
  return value === 0 ? 1 : Math.min(Math.abs(value), Number.MAX_VALUE - Math.abs(value));
}

/** The fraction of a finite value, from 0 (`min`) to 1 (`max`), not clamped; ½ for the only value of a constant axis. */
export function numericFraction(placing: NumericPlacing, value: number): number {
  const { min, max } = placing;
  if (min === max) return 0.5 + (value / 2 - min / 2) / spanAround(min);
  if (!(min < max)) return 0.5;
  switch (placing.type) {
    case 'percentile':
      return fractionAt(placing.knots, value);
    case 'log':
      return share(Math.log(placing.min), Math.log(placing.max), Math.log(Math.max(value, Number.MIN_VALUE)));
    case 'symlog': {
      const { min, max, threshold } = placing;
      return share(toSymlog(min, threshold), toSymlog(max, threshold), toSymlog(value, threshold));
    }
    default: {
      // Differences of huge numbers overflow, so this uses quarters.
      const shrink = Number.isFinite(placing.max - placing.min) ? 1 : 0.25;
      return share(placing.min * shrink, placing.max * shrink, value * shrink);
    }
  }
}

function share(low: number, high: number, at: number): number {
  return low < high ? (at - low) / (high - low) : 0.5;
}

/** The value at a fraction, clamped to the limits; on a constant axis also a value beside the only one. The inverse of `numericFraction` on the axis. */
export function numericValue(placing: NumericPlacing, fraction: number): number {
  const { min, max } = placing;
  if (min === max) return min + (clamp(fraction, 0, 1) - 0.5) * 2 * spanAround(min);
  if (fraction <= 0 || !(min < max)) return min;
  if (fraction >= 1) return max;
  const between = (low: number, high: number) => low * (1 - fraction) + high * fraction;
  switch (placing.type) {
    case 'percentile':
      return valueAt(placing.knots, fraction);
    case 'log':
      return clamp(Math.exp(between(Math.log(min), Math.log(max))), min, max);
    case 'symlog': {
      const { threshold } = placing;
      return clamp(
        fromSymlog(between(toSymlog(min, threshold), toSymlog(max, threshold)), threshold),
        min,
        max,
      );
    }
    default:
      return clamp(between(min, max), min, max);
  }
}

function toSymlog(value: number, threshold: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value) / threshold);
}

function fromSymlog(value: number, threshold: number): number {
  return Math.sign(value) * threshold * Math.expm1(Math.abs(value));
}

/** `wanted` if an axis of this type supports these limits; else undefined. */
export function usableDomain(
  domain: FixedDomain | undefined,
  type: NumericPlacing['type'],
): FixedDomain | undefined {
  if (domain === undefined || type === 'percentile') return undefined;
  const { min, max } = domain;
  const isRange = Number.isFinite(min) && Number.isFinite(max) && min < max;
  return isRange && (type !== 'log' || min > 0) ? domain : undefined;
}

/** The domain of an axis of values from `min` to `max`, with fixed limits if given. */
export function domainOf(min: number, max: number, wanted: FixedDomain | undefined): Domain {
  if (wanted === undefined || Number.isNaN(min)) return { min, max, fixed: false, lowest: min, highest: max };
  const [lowest, highest] = [Math.min(min, wanted.min), Math.max(max, wanted.max)];
  return { min: wanted.min, max: wanted.max, fixed: true, lowest, highest };
}

/** Whether values may lie beyond the limits. */
export function hasOutliers({ min, max, lowest, highest }: NumericPlacing): boolean {
  return lowest < min || highest > max;
}
