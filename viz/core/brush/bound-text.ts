import { parseDate } from '../scale/dates.ts';
import { formatTick, formatTime, formatValue } from '../scale/format.ts';
import type { NumericScale } from '../scale/scales.ts';

/** A value in the short form of axis labels. */
export function boundLabel(scale: NumericScale, value: number): string {
  return scale.type === 'time' ? formatTime(value * scale.unit) : formatTick(value);
}

/** A value in the long form of tooltips. */
export function boundInFull(scale: NumericScale, value: number): string {
  return scale.type === 'time' ? formatTime(value * scale.unit) : formatValue(value);
}

/** A value as editable text; `parseBound` returns exactly the same number (times to the millisecond). */
export function writeBound(scale: NumericScale, value: number): string {
  return scale.type === 'time' ? formatTime(value * scale.unit) : String(value);
}

/** Parses a number, or on a time axis also a date; null for anything else. */
export function parseBound(scale: NumericScale, text: string): number | null {
  if (text.trim() === '') return null;
  const date = scale.type === 'time' ? parseDate(text) : null;
  if (date !== null && scale.type === 'time') return date / scale.unit;
  const value = Number(text.replace('−', '-'));
  return Number.isFinite(value) ? value : null;
}
