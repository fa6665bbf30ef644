import { utcDay, utcHour, utcMinute, utcMonth, utcSecond, utcTicks, utcYear } from 'd3';
import { formatTime } from './format.ts';
import type { NumericPlacing } from './numeric-scale.ts';
import type { Ticks } from './ticks.ts';

/** About `count` round times, in UTC. The first label is the full date, the others only the part that changes. */
export function timeTicks({ min, max, unit }: NumericPlacing & { type: 'time' }, count: number): Ticks {
  if (!(min < max)) return { values: [min], labels: [formatTime(min * unit)] };
  const dates = utcTicks(new Date(min * unit), new Date(max * unit), count);
  return {
    values: dates.map((date) => date.getTime() / unit),
    labels: dates.map((date, index) => (index === 0 ? formatTime(date.getTime()) : formatChange(date))),
  };
}

const monthOf = (date: Date) => date.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
const timeOf = (date: Date) => date.toISOString().slice(11, 16);

/** Of each unit, the text of a date that is not a multiple of it. d3-time-format would weigh more than all other ticks. */
const FORMATS = [
  [utcSecond, (date: Date) => `.${String(date.getUTCMilliseconds()).padStart(3, '0')}`],
  [utcMinute, (date: Date) => `:${String(date.getUTCSeconds()).padStart(2, '0')}`],
  [utcHour, timeOf],
  [utcDay, timeOf],
  [utcMonth, (date: Date) => `${String(date.getUTCDate())} ${monthOf(date)}`],
  [utcYear, monthOf],
] as const;

/** Formats the smallest non-zero part of a date. */
function formatChange(date: Date): string {
  const found = FORMATS.find(([unit]) => unit.floor(date) < date);
  return found === undefined ? String(date.getUTCFullYear()) : found[1](date);
}
