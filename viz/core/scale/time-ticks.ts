import { scaleUtc, utcDay, utcFormat, utcHour, utcMinute, utcMonth, utcSecond, utcYear } from 'd3';
import { formatTime } from './format.ts';
import type { NumericPlacing } from './numeric-scale.ts';
import type { Ticks } from './ticks.ts';

/** About `count` round times, in UTC. The first label is the full date, the others only the part that changes. */
export function timeTicks({ min, max, unit }: NumericPlacing & { type: 'time' }, count: number): Ticks {
  if (!(min < max)) return { values: [min], labels: [formatTime(min * unit)] };
  const dates = scaleUtc([new Date(min * unit), new Date(max * unit)], [0, 1]).ticks(count);
  return {
    values: dates.map((date) => date.getTime() / unit),
    labels: dates.map((date, index) => (index === 0 ? formatTime(date.getTime()) : formatChange(date))),
  };
}

const FORMATS = [
  [utcSecond, utcFormat('.%L')],
  [utcMinute, utcFormat(':%S')],
  [utcHour, utcFormat('%H:%M')],
  [utcDay, utcFormat('%H:%M')],
  [utcMonth, utcFormat('%-d %b')],
  [utcYear, utcFormat('%b')],
] as const;
const year = utcFormat('%Y');

/** Formats the smallest non-zero part of a date. */
function formatChange(date: Date): string {
  const found = FORMATS.find(([unit]) => unit.floor(date) < date);
  return found === undefined ? year(date) : found[1](date);
}
