import { scaleLinear, scaleLog } from 'd3';
import { formatTick } from './format.ts';
import type { Orientation } from '../layout/layout.ts';
import { isEmptyScale, scaleY, type AxisScale, type NumericScale } from './scales.ts';
import { timeTicks } from './time-ticks.ts';

/** One tick of an axis. */
export interface AxisTick {
  /** A number, or the index of a category. */
  readonly value: number;
  /** Pixels below the top of the axis. */
  readonly y: number;
  /** Empty for a tick without words. */
  readonly label: string;
}

/**
 * Distance of ticks in CSS pixels: of numbers, and of names, which are all there unless they would overlap. Side by side
 * names take as much room as they have letters, up to a width at which they are cut.
 */
const tickDistances = { horizontal: 52, vertical: 72 } as const;
const nameDistance = 13;
/** Ticks without words that stand closer than this would be a bar along the axis. */
const markDistance = 4;
const letterWidth = 6.2;
const widestName = 84;

/** The ticks of an axis. `integer`: whether all its values are integers. */
export function axisTicks(
  scale: AxisScale,
  integer: boolean,
  orientation: Orientation = 'horizontal',
): AxisTick[] {
  if (isEmptyScale(scale)) return [];
  if (scale.type === 'category') {
    const longest = scale.labels.reduce((most, label) => Math.max(most, label.length), 0);
    const wide = Math.min(widestName, longest * letterWidth + 8);
    const distance = orientation === 'horizontal' ? nameDistance : wide;
    const every = Math.ceil((scale.labels.length * distance) / scale.height);
    const isDense = scale.height / scale.labels.length < markDistance;
    return scale.labels.flatMap((label, index) => {
      if (isDense && index % every !== 0) return [];
      const value = scale.levels?.[index] ?? index;
      return [{ value, y: scaleY(scale, value), label: index % every === 0 ? label : '' }];
    });
  }
  const count = Math.max(2, Math.round(scale.height / tickDistances[orientation]));
  const { values, labels } = ticksOf(scale, count, integer);
  return values.map((value, index) => ({ value, y: scaleY(scale, value), label: labels[index]! }));
}

/** Values at which an axis has ticks, and what stands beside each; an empty label is a tick without words. */
export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
}

/** About how wide a name of so many letters is, in CSS pixels. */
export function nameWidth(letters: number): number {
  return letters * letterWidth;
}

/** A name that fits into so many CSS pixels: cut where it has to be. */
export function fitName(name: string, room: number): string {
  const most = Math.max(2, Math.floor(room / letterWidth));
  const letters = Array.from(name);
  return letters.length <= most ? name : `${letters.slice(0, most - 1).join('')}…`;
}

/** About `count` ticks of a scale of numbers. */
export function ticksOf(scale: NumericScale, count: number, integer: boolean): Ticks {
  switch (scale.type) {
    case 'time':
      return timeTicks(scale, count);
    case 'percentile':
      return percentileTicks(scale, count);
    case 'symlog':
      return scale.min < scale.max
        ? symlogTicks(scale)
        : numericTicks('linear', scale.min, scale.max, count, integer);
    default:
      return numericTicks(scale.type, scale.min, scale.max, count, integer);
  }
}

/** Below this the steps between ticks would be subnormal, where d3 divides by zero. */
const smallestSpan = 1e-300;

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
  const specifier = size >= 1e6 || size < 1e-4 ? '~e' : size >= 1e4 ? '~s' : integer ? ',.0f' : undefined;
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

/** Labels of powers nearer than this, in CSS pixels, are left out. */
const powerDistance = 22;

/** Zero and powers of ten to both sides of it; where both sides are short, the ends too. */
function symlogTicks(scale: NumericScale & { type: 'symlog' }): Ticks {
  const { min, max, threshold } = scale;
  const first = Math.floor(Math.log10(threshold));
  const last = Math.ceil(Math.log10(Math.max(Math.abs(min), Math.abs(max))));
  const powers = Array.from({ length: last - first + 1 }, (_, index) => Number(`1e${last - index}`));
  const inside = (value: number) => value >= min && value <= max;
  const candidates = [0, ...powers.flatMap((power) => [power, -power])].filter(inside);
  // From zero and the largest inwards: what is left out lies in the crowd around zero.
  const ends = [...candidates, max, min];
  const labelled: number[] = [];
  for (const value of ends) {
    const y = scaleY(scale, value);
    if (labelled.every((other) => Math.abs(scaleY(scale, other) - y) >= powerDistance)) labelled.push(value);
  }
  const values = Array.from(new Set([...candidates, ...labelled])).sort((a, b) => a - b);
  return { values, labels: values.map((value) => (labelled.includes(value) ? formatPower(value) : '')) };
}

/** Values at even ranks. */
function percentileTicks(scale: NumericScale & { type: 'percentile' }, count: number): Ticks {
  const { values, fractions } = scale.knots;
  const wanted = Array.from({ length: count + 1 }, (_, index) => index / count);
  const nearest = wanted.map((fraction) => {
    const at = fractions.findIndex((other) => other >= fraction);
    const isLower = at > 0 && fraction - fractions[at - 1]! < fractions[at]! - fraction;
    return values[isLower ? at - 1 : at]!;
  });
  const ticks = Array.from(new Set(nearest));
  return { values: ticks, labels: ticks.map(formatTick) };
}

function isPowerOfTen(value: number): boolean {
  return Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;
}

function formatPower(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e5 || size < 1e-3))
    return tidy(String(Number(value.toPrecision(2)).toExponential()));
  return tidy(String(Number(value.toPrecision(3))));
}

/** True minus signs, exponents without a plus, and a nought without a unit. */
function tidy(text: string): string {
  return text
    .replace(/^0[a-zµ]$/, '0')
    .replace('e+', 'e')
    .replaceAll('-', '−');
}
