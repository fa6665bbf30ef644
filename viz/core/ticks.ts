import { scaleLinear, scaleLog } from 'd3';
import { isEmptyScale, scaleY, type AxisScale } from './scales.ts';

/** One tick of an axis. */
export interface AxisTick {
  /** A number, or the index of a category. */
  readonly value: number;
  /** Pixels below the top of the axis. */
  readonly y: number;
  /** Empty for a tick without words. */
  readonly label: string;
}

/** Distance of ticks in CSS pixels: of numbers, and of names, which are all there unless they would overlap. */
const tickDistance = 52;
const nameDistance = 13;

/** The ticks of an axis. `integer`: whether all its values are integers. */
export function axisTicks(scale: AxisScale, integer: boolean): AxisTick[] {
  if (isEmptyScale(scale)) return [];
  if (scale.type === 'category') {
    const every = Math.ceil((scale.labels.length * nameDistance) / scale.height);
    return scale.labels.map((label, index) => {
      const value = scale.levels?.[index] ?? index;
      return { value, y: scaleY(scale, value), label: index % every === 0 ? label : '' };
    });
  }
  const count = Math.max(2, Math.round(scale.height / tickDistance));
  const { values, labels } = numericTicks(scale.type, scale.min, scale.max, count, integer);
  return values.map((value, index) => ({ value, y: scaleY(scale, value), label: labels[index]! }));
}

/** Below this the steps between ticks would be subnormal, where d3 divides by zero. */
const smallestSpan = 1e-300;

/** Values at which an axis has ticks, and what stands beside each; an empty label is a tick without words. */
export interface Ticks {
  readonly values: number[];
  readonly labels: string[];
}

/**
 * About `count` round values from `min` to `max`, both finite and, on a log scale, positive. For integers no tick falls
 * between two of them. Labels have just the digits that tell neighbours apart.
 */
export function numericTicks(
  type: 'linear' | 'log',
  min: number,
  max: number,
  count: number,
  integer: boolean,
): Ticks {
  if (max - min < smallestSpan && min < max) {
    return { values: [min, max], labels: [min, max].map((value) => tidy(value.toExponential(1))) };
  }
  if (!(min < max)) return { values: [min], labels: [tidy(String(Number(min.toPrecision(6))))] };
  if (type === 'log') return logTicks(min, max, count);
  const scale = scaleLinear([min, max], [0, 1]);
  const wanted = integer ? Math.min(count, Math.ceil(max - min)) : count;
  const values = scale.ticks(Math.max(2, wanted)).filter((value) => !integer || Number.isInteger(value));
  const size = Math.max(Math.abs(min), Math.abs(max));
  const specifier = size >= 1e6 || size < 1e-4 ? '~e' : size >= 1e4 ? '~s' : undefined;
  const format = specifier === undefined ? scale.tickFormat(count) : scale.tickFormat(count, specifier);
  return { values, labels: values.map((value) => tidy(format(value))) };
}

function logTicks(min: number, max: number, count: number): Ticks {
  const decades = Math.log10(max / min);
  if (decades < 1) {
    const linear = numericTicks('linear', min, max, count, false);
    return { values: linear.values.filter((value) => value > 0), labels: linear.labels };
  }
  const values = scaleLog([min, max], [0, 1]).ticks(count);
  const powers = values.filter(isPowerOfTen);
  const every = Math.ceil(powers.length / Math.max(2, count));
  const labelled = new Set(powers.filter((_, index) => index % every === 0));
  if (labelled.size < 2)
    for (const value of values) if (/^[125]/.test(value.toExponential())) labelled.add(value);
  return { values, labels: values.map((value) => (labelled.has(value) ? formatPower(value) : '')) };
}

function isPowerOfTen(value: number): boolean {
  return Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;
}

function formatPower(value: number): string {
  if (value >= 1e5 || value < 1e-3) return tidy(value.toExponential(0));
  return tidy(String(Number(value.toPrecision(3))));
}

/** True minus signs, and exponents without a plus. */
function tidy(text: string): string {
  return text.replace('e+', 'e').replaceAll('-', '−');
}
