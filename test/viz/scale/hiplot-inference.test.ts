import { describe, expect, it } from 'vitest';
import type { Column } from '../../../history/index.ts';
import { inferAxes } from '../../../viz/core/rows/columns.ts';
import { inferScale, offeredScales, type ScaleType } from '../../../viz/core/scale/scale-types.ts';
import { columnOf, columnOfCsv, tableOf } from '../make.ts';

/** HiPlot's types as the reference has them: n numeric, c categorical, l log, p percentile; `null` where it crashes. */
type Theirs = 'n' | 'c' | 'l' | 'p';

const numbers = (count: number, value: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => value(index));
const cycle = (count: number, values: readonly (number | string)[]) =>
  numbers(count, (index) => index).map((index) => values[index % values.length]!);
const powers = (base: number, count: number) => numbers(count, (index) => base ** index);
const logUniform = (low: number, high: number, count: number) =>
  numbers(count, (index) => low * (high / low) ** (index / (count - 1)));

/** What a column holds, what HiPlot takes it for, and what is taken here; `why` where they differ. */
interface Case {
  readonly cells: string;
  readonly column: Column;
  readonly theirs: Theirs;
  readonly ours: ScaleType;
  readonly why?: string;
}

const cases: Case[] = [
  { cells: '1, 2, 3', column: columnOf([1, 2, 3]), theirs: 'n', ours: 'linear' },
  { cells: '0/1 over 20 rows', column: columnOf(cycle(20, [0, 1])), theirs: 'n', ours: 'linear' },
  {
    cells: '0/1 over 21 rows',
    column: columnOf(cycle(21, [0, 1])),
    theirs: 'c',
    ours: 'linear',
    why: 'one row more never changes a scale',
  },
  {
    cells: '5 different over 50 rows',
    column: columnOf(cycle(50, [1, 2, 3, 4, 5])),
    theirs: 'n',
    ours: 'linear',
  },
  {
    cells: '5 different over 51 rows',
    column: columnOf(cycle(51, [1, 2, 3, 4, 5])),
    theirs: 'c',
    ours: 'linear',
    why: 'one row more never changes a scale',
  },
  {
    cells: '6 different over 600 rows',
    column: columnOf(cycle(600, [1, 2, 3, 4, 5, 6])),
    theirs: 'n',
    ours: 'linear',
  },
  { cells: 'a constant over 10 rows', column: columnOf(cycle(10, [7])), theirs: 'n', ours: 'linear' },
  {
    cells: 'a constant over 11 rows',
    column: columnOf(cycle(11, [7])),
    theirs: 'c',
    ours: 'linear',
    why: 'one row more never changes a scale',
  },
  { cells: 'true, false', column: columnOf([true, false]), theirs: 'c', ours: 'category' },
  { cells: 'text "1", "2", "3.5"', column: columnOfCsv(['1', '2', '3.5']), theirs: 'n', ours: 'linear' },
  { cells: 'text "1e5", "2"', column: columnOfCsv(['1e5', '2']), theirs: 'n', ours: 'linear' },
  {
    cells: '"0x10", 5, 10',
    column: columnOf(['0x10', 5, 10]),
    theirs: 'n',
    ours: 'category',
    why: 'HiPlot calls it a number and then places it off the axis',
  },
  { cells: '"1px", "2px"', column: columnOfCsv(['1px', '2px']), theirs: 'c', ours: 'category' },
  {
    cells: 'ISO dates',
    column: columnOfCsv(['2024-05-01', '2024-05-03', '2024-06-01']),
    theirs: 'c',
    ours: 'time',
    why: 'dates have an order and distances',
  },
  {
    cells: 'ISO dates with times and zones',
    column: columnOfCsv(['2024-05-01T12:00:00Z', '2024-05-01 14:30:00.25+02:00']),
    theirs: 'c',
    ours: 'time',
    why: 'dates have an order and distances',
  },
  { cells: 'a date and a word', column: columnOfCsv(['2024-05-01', 'soon']), theirs: 'c', ours: 'category' },
  { cells: '1, 2, "abc"', column: columnOfCsv(['1', '2', 'abc']), theirs: 'c', ours: 'category' },
  ...['nan', 'Inf', 'null', 'None', 'NA'].map((word) => ({
    cells: `1, 2, "${word}"`,
    column: columnOfCsv(['1', '2', word]),
    theirs: 'c' as const,
    ours: 'linear' as const,
    why: 'Python and R write it so',
  })),
  ...['NaN', 'inf', '-inf', 'Infinity', ''].map((word) => ({
    cells: `1, 2, "${word}"`,
    column: columnOfCsv(['1', '2', word]),
    theirs: 'n' as const,
    ours: 'linear' as const,
  })),
  { cells: '1, 2, missing', column: columnOf([1, 2, null]), theirs: 'n', ours: 'linear' },
  { cells: 'all missing', column: columnOf([null, null]), theirs: 'n', ours: 'linear' },
  { cells: 'all NaN', column: columnOf([NaN, NaN]), theirs: 'n', ours: 'linear' },
  { cells: '11 powers of 2', column: columnOf(powers(2, 11)), theirs: 'l', ours: 'log' },
  { cells: '11 powers of 10', column: columnOf(powers(10, 11)), theirs: 'l', ours: 'log' },
  {
    cells: '10 powers of 10',
    column: columnOf(powers(10, 10)),
    theirs: 'n',
    ours: 'log',
    why: 'a sweep has few values',
  },
  {
    cells: '1..10 and 100',
    column: columnOf([...numbers(10, (index) => index + 1), 100]),
    theirs: 'n',
    ours: 'linear',
  },
  {
    cells: '1..10 and 101',
    column: columnOf([...numbers(10, (index) => index + 1), 101]),
    theirs: 'l',
    ours: 'log',
  },
  {
    cells: '0 among 11 powers of ten',
    column: columnOf([0, ...powers(10, 11)]),
    theirs: 'n',
    ours: 'symlog',
    why: 'it spreads as much as without the zero',
  },
  {
    cells: '−1 among 11 powers of ten',
    column: columnOf([-1, ...powers(10, 11)]),
    theirs: 'n',
    ours: 'symlog',
    why: 'it spreads as much as without the negative',
  },
  {
    cells: '100 log-uniform in 1..100',
    column: columnOf(logUniform(1, 100, 100)),
    theirs: 'n',
    ours: 'linear',
  },
  { cells: '100 log-uniform in 1..200', column: columnOf(logUniform(1, 200, 100)), theirs: 'l', ours: 'log' },
  {
    cells: 'seconds since 1970 in "timestamp"',
    column: columnOf([1_580_000_000, 1_580_086_400, 1_580_043_200.5], 'timestamp'),
    theirs: 'n',
    ours: 'time',
    why: 'the name and the size say what they are',
  },
  {
    cells: 'the same numbers in "tokens"',
    column: columnOf([1_580_000_000, 1_580_086_400], 'tokens'),
    theirs: 'n',
    ours: 'linear',
  },
];

describe('the scale of a column compared with HiPlot', () => {
  const same: Record<Theirs, ScaleType> = { n: 'linear', c: 'category', l: 'log', p: 'percentile' };

  it.each(cases)('$cells: $ours (HiPlot: $theirs)', ({ column, theirs, ours, why }) => {
    expect(inferScale(column)).toBe(ours);
    // Every difference from HiPlot has its reason, and every reason a difference.
    expect(why !== undefined).toBe(same[theirs] !== ours);
  });
});

describe('the available scales', () => {
  const big = numbers(300, (index) => index - 1);
  it.each<[string, string, Column, ScaleType[]]>([
    ['1, 2, 3', 'c n l p timestamp', columnOf([1, 2, 3]), ['linear', 'log', 'percentile', 'category']],
    ['0, 1', 'c n p timestamp', columnOf([0, 1]), ['linear', 'symlog', 'category']],
    ['a constant', 'c n l p timestamp', columnOf([7, 7]), ['linear', 'log', 'category']],
    ['300 different from −1', 'c n p', columnOf(big), ['linear', 'symlog', 'percentile']],
    ['words', 'c', columnOf(['a', 'b']), ['category']],
    ['ISO dates', 'c', columnOfCsv(['2024-05-01', '2024-05-02']), ['time', 'category']],
    [
      'text of seconds since 1970',
      'c n l p',
      columnOfCsv(['1580000000', '1580086400', '1580043200']),
      ['linear', 'log', 'percentile', 'time', 'category'],
    ],
    [
      'milliseconds',
      'c n l p timestamp',
      columnOf([1.58e12, 1.59e12]),
      ['linear', 'log', 'time', 'category'],
    ],
    ['2^53', 'c n l p', columnOf([2 ** 53, 2 ** 54]), ['linear', 'log', 'category']],
  ])('for %s (HiPlot: %s)', (_cells, _theirs, column, ours) => {
    expect(offeredScales(column)).toEqual(ours);
  });
});

describe('the axes of a table compared with HiPlot', () => {
  it('are in the order of the file for any names', () => {
    const names = ['z', '10', '2', '__proto__'];
    const table = tableOf(...names.map((name) => columnOf([1, 2], name)));
    // There: 2, 10, uid, z, and no __proto__.
    expect(inferAxes(table)).toEqual(names);
  });

  it('are the columns that vary, or all if none varies', () => {
    const varying = columnOf([1, 2], 'lr');
    const constant = columnOf([7, 7], 'epochs');
    expect(inferAxes(tableOf(varying, constant))).toEqual(['lr']);
    // There the page dies.
    expect(inferAxes(tableOf(constant))).toEqual(['epochs']);
  });

  it('include a column of any number of dates', () => {
    const dates = numbers(400, (day) => day).map((day) => new Date(day * 864e5).toISOString());
    expect(
      inferAxes(
        tableOf(
          columnOf(dates, 'started'),
          columnOf(
            numbers(400, (row) => row),
            'lr',
          ),
        ),
      ),
    ).toEqual(['started', 'lr']);
  });
});
