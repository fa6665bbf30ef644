import { format, ticks } from 'd3';
import { shortNames } from '../layout/short-names.ts';
import { formatTicks } from './format.ts';
import type { Orientation } from '../layout/layout.ts';
import { isEmptyScale, scaleY, type AxisScale, type CategoryScale, type NumericScale } from './scales.ts';
import { valueAt, type Knots } from './percentiles.ts';
import { logSteps, tickFormat } from './round-numbers.ts';
import { timeTicks } from './time-ticks.ts';

/** One tick of an axis. */
export interface AxisTick {
  /** A number, or the index of a category. */
  readonly value: number;
  /** Pixels below the top of the axis. */
  readonly y: number;
  /** Empty for an unlabelled tick. */
  readonly label: string;
}

/**
 * Distances in CSS pixels: of numeric ticks, and the minimum distance of categories. In a vertical plot the distance of
 * categories depends on their length, up to a maximum width.
 */
const tickDistances = { horizontal: 52, vertical: 72 } as const;
const nameDistance = 13;
/** Unlabelled ticks at a smaller distance would form a solid bar. */
const markDistance = 4;
const letterWidth = 6.2;
const maxNameWidth = 84;

/** The ticks of an axis. `integer`: whether all its values are integers. */
export function axisTicks(
  scale: AxisScale,
  integer: boolean,
  orientation: Orientation = 'horizontal',
): AxisTick[] {
  if (isEmptyScale(scale)) return [];
  if (scale.type === 'category') {
    const longest = scale.labels.reduce((max, label) => Math.max(max, label.length), 0);
    const wide = Math.min(maxNameWidth, longest * letterWidth + 8);
    const distance = orientation === 'horizontal' ? nameDistance : wide;
    if (scale.counts !== undefined) return bandTicks(scale, scale.counts, distance);
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

/** Labels as many categories as fit at this distance, those with the most rows first. */
function bandTicks(scale: CategoryScale, counts: Uint32Array, distance: number): AxisTick[] {
  const all = scale.labels.map((label, index) => {
    const value = scale.levels?.[index] ?? index;
    return { value, y: scaleY(scale, value), label, count: counts[index]! };
  });
  const labelled: number[] = [];
  for (const { y } of all.toSorted((a, b) => b.count - a.count)) {
    if (labelled.every((other) => Math.abs(other - y) >= distance)) labelled.push(y);
  }
  const isDense = scale.height / scale.labels.length < markDistance;
  return all.flatMap(({ value, y, label }) => {
    const isLabelled = labelled.includes(y);
    return isDense && !isLabelled ? [] : [{ value, y, label: isLabelled ? label : '' }];
  });
}

/** Values and labels of ticks; the label of an unlabelled tick is empty. */
export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
}

/** Approximate width of a name in CSS pixels. */
export function nameWidth(letters: number): number {
  return letters * letterWidth;
}

/** Names that fit into a width in CSS pixels: see `shortNames`. */
export function fitNames(names: readonly string[], room: number): string[] {
  return shortNames(names, Math.max(6, Math.floor(room / letterWidth)));
}

/** About `count` ticks of a numeric scale. */
export function ticksOf(scale: NumericScale, count: number, integer: boolean): Ticks {
  switch (scale.type) {
    case 'time':
      return timeTicks(scale, count);
    case 'percentile':
      return percentileTicks(scale, count, integer);
    case 'symlog':
      return scale.min < scale.max
        ? symlogTicks(scale)
        : numericTicks('linear', scale.min, scale.max, count, integer);
    default:
      return numericTicks(scale.type, scale.min, scale.max, count, integer);
  }
}

/** For smaller spans the steps between ticks would be subnormal, where d3 divides by zero. */
const minSpan = 1e-300;

/**
 * About `count` round values from `min` to `max`, both finite and, for a log scale, positive. With `integer`, all ticks are
 * integers. Labels have just enough digits to distinguish neighbours.
 */
export function numericTicks(
  type: 'linear' | 'log',
  min: number,
  max: number,
  count: number,
  integer: boolean,
): Ticks {
  if (max - min < minSpan && min < max) {
    return { values: [min, max], labels: [min, max].map((value) => tidy(value.toExponential(1))) };
  }
  if (!(min < max)) return { values: [min], labels: [tidy(String(Number(min.toPrecision(6))))] };
  if (type === 'log') return logTicks(min, max, count);
  const wanted = integer ? Math.min(count, Math.ceil(max - min)) : count;
  const values = ticks(min, max, Math.max(2, wanted)).filter((value) => !integer || Number.isInteger(value));
  const size = Math.max(Math.abs(min), Math.abs(max));
  const notation = size >= 1e6 || size < 1e-4 ? 'e' : size >= 1e4 ? 's' : 'f';
  const toText = integer && notation === 'f' ? format(',.0f') : tickFormat(min, max, count, notation);
  return { values, labels: values.map((value) => tidy(toText(value))) };
}

function logTicks(min: number, max: number, count: number): Ticks {
  const decades = Math.log10(max / min);
  if (decades < 1) {
    const linear = numericTicks('linear', min, max, count, false);
    return { values: linear.values.filter((value) => value > 0), labels: linear.labels };
  }
  const values = logSteps(min, max, count);
  const powers = values.filter(isPowerOfTen);
  const every = Math.ceil(powers.length / Math.max(2, count));
  const labelled = new Set(powers.filter((_, index) => index % every === 0));
  if (labelled.size < 2)
    for (const value of values) if (/^[125]/.test(value.toExponential())) labelled.add(value);
  return { values, labels: values.map((value) => (labelled.has(value) ? formatPower(value) : '')) };
}

/** Minimum distance of labels of powers, in CSS pixels. */
const powerDistance = 22;

/** Zero, positive and negative powers of ten, and the limits if there is room. */
function symlogTicks(scale: NumericScale & { type: 'symlog' }): Ticks {
  const { min, max, threshold } = scale;
  const first = Math.floor(Math.log10(threshold));
  const last = Math.ceil(Math.log10(Math.max(Math.abs(min), Math.abs(max))));
  const powers = Array.from({ length: last - first + 1 }, (_, index) => Number(`1e${last - index}`));
  const inside = (value: number) => value >= min && value <= max;
  const candidates = [0, ...powers.flatMap((power) => [power, -power])].filter(inside);
  // From zero and the largest inwards: labels near zero are dropped first.
  const ends = [...candidates, max, min];
  const labelled: number[] = [];
  for (const value of ends) {
    const y = scaleY(scale, value);
    if (labelled.every((other) => Math.abs(scaleY(scale, other) - y) >= powerDistance)) labelled.push(value);
  }
  const values = Array.from(new Set([...candidates, ...labelled])).sort((a, b) => a - b);
  return { values, labels: values.map((value) => (labelled.includes(value) ? formatPower(value) : '')) };
}

/** Values with more digits are not round. */
const maxDigits = 12;
/** How far from its rank a round value may lie, as a fraction of the distance of ticks. */
const rankTolerance = 0.3;

/** Round values near equally spaced ranks; of few different values, or between which nothing is round, values themselves. */
function percentileTicks(
  scale: NumericScale & { type: 'percentile' },
  count: number,
  integer: boolean,
): Ticks {
  const { knots } = scale;
  const reach = rankTolerance / count;
  const isFew = knots.values.length <= 2 * count;
  const wanted = Array.from({ length: count + 1 }, (_, index) => index / count);
  const found = wanted.map((fraction) => {
    const [low, value, high] = [-reach, 0, reach].map((shift) => valueAt(knots, fraction + shift));
    const round = isFew ? null : roundBetween(low!, high!, value!, integer ? 0 : -Infinity);
    return round ?? nearestKnot(knots, fraction);
  });
  const ticks = Array.from(new Set(found));
  return { values: ticks, labels: formatTicks(ticks) };
}

function nearestKnot({ values, fractions }: Knots, fraction: number): number {
  const at = fractions.findIndex((other) => other >= fraction);
  const isLower = at > 0 && fraction - fractions[at - 1]! < fractions[at]! - fraction;
  return values[isLower ? at - 1 : at]!;
}

/**
 * A power of ten, else the multiple of the largest power of ten, or of a half or a fifth of one, from `low` to `high` that is nearest to `wanted`;
 * null if there is none. `minPower`: the exponent of the smallest step.
 */
function roundBetween(low: number, high: number, wanted: number, minPower: number): number | null {
  if (low <= 0 && high >= 0) return 0;
  const power = Math.sign(wanted) * Number(`1e${Math.round(Math.log10(Math.abs(wanted)))}`);
  if (power >= low && power <= high && Math.abs(power) >= 10 ** minPower) return power;
  const largest = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high))));
  for (let exponent = largest; exponent > largest - maxDigits && exponent >= minPower; exponent--) {
    for (const factor of exponent > minPower ? [1, 0.5, 0.2] : [1]) {
      const step = factor * 10 ** exponent;
      const value = Number((Math.round(wanted / step) * step).toPrecision(maxDigits));
      if (value >= low && value <= high) return value;
    }
  }
  return null;
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

/** Uses true minus signs, no plus in exponents, and no unit after zero. */
function tidy(text: string): string {
  return text
    .replace(/^0(?:[a-zµ]|e\+?0)$/, '0')
    .replace('e+', 'e')
    .replaceAll('-', '−');
}
