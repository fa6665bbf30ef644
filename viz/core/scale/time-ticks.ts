import { scaleUtc, utcDay, utcFormat, utcHour, utcMinute, utcMonth, utcSecond, utcYear } from 'd3';
import { formatTime } from './format.ts';
import type { NumericPlacing } from './numeric-scale.ts';
import type { Ticks } from './ticks.ts';

/** About `count` round times, in UTC. The first label says the whole date, the others what has changed. */
export function timeTicks({ min, max, unit }: NumericPlacing & { type: 'time' }, count: number): Ticks {
  if (!(min < max)) return { values: [min], labels: [formatTime(min * unit)] };
  const dates = scaleUtc([new Date(min * unit), new Date(max * unit)], [0, 1]).ticks(count);
  return {
    values: dates.map((date) => date.getTime() / unit),
    labels: dates.map((date, index) => (index === 0 ? formatTime(date.getTime()) : changed(date))),
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

/** The smallest part of a date that is not nought. */
function changed(date: Date): string {
  const found = FORMATS.find(([unit]) => unit.floor(date) < date);
  return found === undefined ? year(date) : found[1](date);
}
