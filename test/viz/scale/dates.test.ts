import { describe, expect, it } from 'vitest';
import type { NumberColumn } from '../../../history/index.ts';
import { parseBound, writeBound } from '../../../viz/core/brush/bound-text.ts';
import { looksLikeTime, parseDate, timeUnit } from '../../../viz/core/scale/dates.ts';
import { formatTime } from '../../../viz/core/scale/format.ts';
import { createAxisScale, type NumericScale } from '../../../viz/core/scale/scales.ts';
import { columnOf } from '../make.ts';

describe('parseDate', () => {
  it.each<[string, number | null]>([
    ['1970-01-01', 0],
    ['1970-01-02 00:00', 864e5],
    ['1970-01-01T00:00:01Z', 1000],
    ['1970-01-01T02:00:00+02:00', 0],
    ['1970-01-01T02:00:00+0200', 0],
    ['1970-01-01 00:00:00.123456', 123.456],
    ['1970-01-01 00:00:00,5', 500],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2023-02-29', null],
    ['2024-13-01', null],
    ['2024-01-01T25:00', null],
    ['20240101', null],
    ['2024', null],
    ['1.5', null],
    ['', null],
    ['lr 2024-01-01', null],
  ])('of "%s" is %s', (text, time) => {
    expect(parseDate(text)).toBe(time);
  });
});

describe('numbers as times', () => {
  it.each<[string, number[], string, number | null, boolean]>([
    ['seconds', [1.7e9, 1.71e9], '_timestamp', 1000, true],
    ['milliseconds', [1.7e12, 1.71e12], 'created_at', 1, true],
    ['microseconds', [1.7e15], 'start_time', 1e-3, true],
    ['nanoseconds', [1.7e18], 'time', 1e-6, true],
    ['seconds under another name', [1.7e9], 'tokens', 1000, false],
    ['durations', [12, 480], 'time', null, false],
    ['both sides', [5, 1.7e9], 'time', null, false],
    ['no numbers', [NaN], 'time', null, false],
  ])('%s %j in "%s"', (_, cells, name, unit, isTime) => {
    const column = columnOf(cells, name) as NumberColumn;
    expect(timeUnit(column)).toBe(unit);
    expect(looksLikeTime(column)).toBe(isTime);
  });
});

describe('a bound of time', () => {
  const scale = createAxisScale(columnOf([1.7e9, 1.71e9]), 'time', 100, false) as NumericScale;

  it('is formatted and parsed as a date', () => {
    expect(formatTime(Date.UTC(2024, 4, 1, 12, 30))).toBe('2024-05-01 12:30');
    expect(writeBound(scale, 1.7e9)).toBe('2023-11-14 22:13:20');
    expect(parseBound(scale, '2023-11-14 22:13:20')).toBe(1.7e9);
    expect(parseBound(scale, '1.7e9')).toBe(1.7e9);
    expect(parseBound(scale, 'tomorrow')).toBe(null);
    expect(parseBound(scale, ' ')).toBe(null);
  });
});
