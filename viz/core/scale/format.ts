import { format } from 'd3';
import type { Column } from '../../../history/index.ts';
import { laneOf, laneTitles } from '../layout/lanes.ts';

const short = format('.3~s');
const precise = format('.6~g');
const scientific = format('.4~e');

/** Whole numbers from this size on are not exact. */
const MAX_WHOLE = 2 ** 53;

/** Formats a number with four or five characters. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e6 || size < 1e-4) return minus(scientificShort(value));
  if (size >= 1e4) return minus(short(value));
  return minus(tidyExponent(format('.4~g')(value)));
}

function scientificShort(value: number): string {
  return tidyExponent(format('.2~e')(value));
}

/** Formats a number with six significant digits, and whole numbers with all of theirs. */
export function formatValue(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (Number.isInteger(value) && size < MAX_WHOLE) {
    const rounded = scientific(value);
    return minus(size >= 1e9 && Number(rounded) === value ? tidyExponent(rounded) : String(value));
  }
  return minus(tidyExponent(size >= 1e9 || size < 1e-4 ? scientific(value) : precise(value)));
}

/** Formats numbers as ticks, with more digits if different numbers would look the same. */
export function formatTicks(values: readonly number[]): string[] {
  return distinctTexts(values, formatTick, formatValue);
}

/** The texts by `short`, or by `full` if `short` shows different values alike. */
export function distinctTexts(
  values: readonly number[],
  short: (value: number) => string,
  full: (value: number) => string,
): string[] {
  const texts = values.map(short);
  return new Set(texts).size === new Set(values).size ? texts : values.map(full);
}

/** Formats milliseconds since 1970 as `2024-05-01 12:30:15` in UTC, without trailing zero parts. */
export function formatTime(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return formatValue(time);
  const text = date.toISOString().replace('T', ' ').replace('Z', '');
  return text
    .replace(/\.000$/, '')
    .replace(/ 00:00:00$/, '')
    .replace(/( \d\d:\d\d):00$/, '$1');
}

function tidyExponent(text: string): string {
  return text.replace('e+', 'e');
}

/** Uses the true minus sign. */
function minus(text: string): string {
  return text.replace(/^[-−]/, '−').replace('e-', 'e−').replace('e−', 'e−');
}

/** Formats a cell; the name of its lane if it has no value. */
export function formatCell(column: Column, row: number): string {
  const lane = laneOf(column, row);
  if (lane === 'nan') return 'NaN';
  if (lane === 'posInf') return '+∞';
  if (lane === 'negInf') return '−∞';
  if (lane !== null) return laneTitles[lane];
  return column.kind === 'number' ? formatValue(column.values[row]!) : column.categories[column.codes[row]!]!;
}
