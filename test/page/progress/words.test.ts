import { describe, expect, it } from 'vitest';
import type { NumberColumn } from '../../../history/index.ts';
import type { RawCell } from '../../../history/table/column.ts';
import { joinMarks, laneOf } from '../../../src/page/progress/marks.ts';
import { describeBest, describeOrder, formatSeconds } from '../../../src/page/progress/words.ts';
import { columnOf } from '../../viz/make.ts';

const none = { byState: 0, absent: 0, notFinite: 0 };
const order = (by: 'start' | 'number' | 'history', withoutStart: number) => ({
  by,
  withoutStart,
  rows: Uint32Array.of(0, 1, 2),
  starts: new Float64Array(3),
});

describe('words about progress', () => {
  it.each([
    [order('start', 0), 'Runs in the order of their start times'],
    [order('number', 1), 'Runs by trial number (1 of 3 runs without a start time)'],
    [order('history', 3), 'Runs in the order of the history (no start times known)'],
  ])('name the order and why it is taken', (given, text) => {
    expect(describeOrder(given)).toBe(text);
  });

  it.each([
    {
      improvements: [0],
      counted: 3,
      sinceLast: 2,
      leftOut: none,
      words: ['improved 0 times', '2 runs since the best'],
    },
    {
      improvements: [0, 4],
      counted: 5,
      sinceLast: 0,
      leftOut: none,
      words: ['improved once', 'the latest run is the best'],
    },
    { improvements: [1], counted: 1, sinceLast: 0, leftOut: none, words: [] },
    {
      improvements: [],
      counted: 0,
      sinceLast: 0,
      leftOut: { byState: 1200, absent: 1, notFinite: 2 },
      words: [
        'not counted: 1,200 pruned, failed or diverged, 1 without a value, 2 with NaN or an infinite value',
      ],
    },
  ])('count improvements and what is left out: $words', ({ improvements, words, ...rest }) => {
    expect(
      describeBest({ ...rest, values: new Float64Array(), improvements: Uint32Array.from(improvements) }),
    ).toEqual(words);
  });

  it.each([
    [0.0123, '0.012 s'],
    [59.96, '60 s'],
    [725, '12 min 5 s'],
    [3_725, '1 h 2 min'],
  ])('write %d seconds as %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});

describe('marks', () => {
  it('of one shape and colour are one path', () => {
    const marks = [
      { shape: 'dot' as const, color: 'red', x: 1, y: 2 },
      { shape: 'dot' as const, color: 'blue', x: 3, y: 4 },
      { shape: 'cross' as const, color: 'red', x: 5, y: 6 },
      { shape: 'dot' as const, color: 'red', x: 7, y: 8 },
    ];
    const found = joinMarks(marks);
    expect(found.map(({ shape, color }) => `${shape} ${color}`)).toEqual([
      'dot red',
      'dot blue',
      'cross red',
    ]);
    expect(found[0]!.path).toBe('M1.0 2.0h0M7.0 8.0h0');
  });

  it.each<[RawCell, boolean, string | null]>([
    [null, false, 'missing'],
    [undefined, true, 'n/a'],
    [NaN, false, 'NaN'],
    [Infinity, false, '+∞'],
    [-Infinity, true, '−∞'],
    [0, true, '≤ 0'],
    [0, false, null],
    [0.1, true, null],
  ])('of %s (logarithmic: %o) lie in the lane %s', (cell, isLog, lane) => {
    const column = columnOf([cell, 1]) as NumberColumn;
    expect(laneOf(column, 0, isLog)).toBe(lane);
    expect(laneOf(column, 1, isLog)).toBeNull();
  });
});
