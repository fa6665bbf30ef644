import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberColumn } from '../../../history/index.ts';
import { createGeometry } from '../../../viz/core/layout/geometry.ts';
import { createPositions } from '../../../viz/core/layout/positions.ts';
import { canScale, type ScaleType } from '../../../viz/core/scale/scale-types.ts';
import { createAxisScale, invertY, scaleY, type AxisScale } from '../../../viz/core/scale/scales.ts';
import { showTable } from '../../../viz/core/order/shown-columns.ts';
import { axisTicks } from '../../../viz/core/scale/ticks.ts';
import { areApart } from '../layout/apart.ts';
import { columnOf, columnOfCsv, tableOf } from '../make.ts';

const HEIGHT = 100;
type Cells = readonly (number | string | null | undefined)[];

function scaleOf(cells: Cells, type: ScaleType, inverted = false): AxisScale {
  return createAxisScale(columnOf(cells), type, HEIGHT, inverted);
}

const placed = (scale: AxisScale, values: readonly number[]) =>
  values.map((value) => Number((HEIGHT - scaleY(scale, value)).toFixed(2)));

describe('positions from the bottom of an axis of length 100 compared with HiPlot', () => {
  it.each<{ scale: string; cells: Cells; type: ScaleType; asked: number[]; theirs: string; ours: number[] }>([
    {
      scale: '0, 5, 10',
      cells: [0, 5, 10],
      type: 'linear',
      asked: [0, 5, 10],
      theirs: '0 50 100',
      ours: [0, 50, 100],
    },
    { scale: '7, 7, 7', cells: [7, 7, 7], type: 'linear', asked: [7], theirs: '50', ours: [50] },
    { scale: 'log 7, 7', cells: [7, 7], type: 'log', asked: [7], theirs: '50', ours: [50] },
    {
      scale: 'percentile 1, 2, 3, 100, 1000',
      cells: [1, 2, 3, 100, 1000],
      type: 'percentile',
      asked: [1, 2, 3, 100, 1000, 50, 0, 5000],
      theirs: '0 25 50 75 100, 62.11 for 50, clamped outside',
      ours: [0, 25, 50, 75, 100, 62.11, 0, 100],
    },
    {
      scale: 'percentile 1, 1, 1, 2, 3: ranks of rows, not of different values',
      cells: [1, 1, 1, 2, 3],
      type: 'percentile',
      asked: [1, 2, 3],
      theirs: '0 50 100',
      ours: [0, 66.67, 100],
    },
    {
      scale: 'log 1, 10, 100',
      cells: [1, 10, 100],
      type: 'log',
      asked: [1, 10, 100],
      theirs: '0 50 100',
      ours: [0, 50, 100],
    },
    {
      scale: 'symlog −100, 0, 100',
      cells: [-100, -1, 0, 1, 100],
      type: 'symlog',
      asked: [-100, 0, 100, 10, -10],
      theirs: 'not offered',
      ours: [0, 50, 100, 75.98, 24.02],
    },
    {
      scale: 'timestamp',
      cells: [1580000000, 1580086400],
      type: 'time',
      asked: [1580000000, 1580043200],
      theirs: '0 50',
      ours: [0, 50],
    },
    { scale: 'a single category', cells: ['a'], type: 'category', asked: [0], theirs: '50', ours: [50] },
  ])('$scale (HiPlot: $theirs)', ({ cells, type, asked, ours }) => {
    expect(placed(scaleOf(cells, type), asked)).toEqual(ours);
  });

  it('does not offer a log axis for zero or negative values', () => {
    // There 0 and −1 are NaN.
    expect(canScale(columnOf([0, 1, 10]), 'log')).toBe(false);
    expect(canScale(columnOf([0, 1, 10]), 'symlog')).toBe(true);
  });

  it('orders categories by number and appearance, not by character codes', () => {
    expect(scaleOf(['10', '2', '1'], 'category')).toMatchObject({ labels: ['1', '2', '10'] });
    expect(scaleOf(['b', 'B', 'a', 'é'], 'category')).toMatchObject({ labels: ['b', 'B', 'a', 'é'] });
  });

  it('places other cells in lanes below the axis, one per reason, for both directions', () => {
    const column = columnOf([0, 5, 10, NaN, Infinity, -Infinity, null, undefined]);
    for (const inverted of [[], ['x']]) {
      const { axes } = createGeometry({
        width: 400,
        height: 400,
        columns: [column],
        scales: new Map(),
        inverted: new Set(inverted),
      });
      const { scale, laneY } = axes[0]!;
      const y = Array.from(createPositions(column, scale, laneY));
      expect(y.slice(0, 3)).toEqual(
        [scale.height, scale.height / 2, 0].slice().sort((a, b) => (inverted.length > 0 ? a - b : b - a)),
      );
      // There all of these share one slot, which moves to the other end with the axis.
      expect(new Set(y.slice(3)).size).toBe(5);
      expect(Math.min(...y.slice(3))).toBeGreaterThan(scale.height);
    }
  });
});

const finite = fc.double({ min: -1e300, max: 1e300, noNaN: true });
const sizes = fc.oneof(
  finite,
  fc.integer({ min: -50, max: 50 }),
  fc.integer({ min: -300, max: 300 }).map((power) => 10 ** power),
);
const types = fc.constantFrom<ScaleType>('linear', 'log', 'symlog', 'percentile');
const setting = fc.record({
  cells: fc.array(sizes, { minLength: 3, maxLength: 30 }),
  type: types,
  inverted: fc.boolean(),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('every scale of numbers', () => {
  const numeric = (cells: number[], type: ScaleType, inverted: boolean) => {
    const column = columnOf(cells) as NumberColumn;
    fc.pre(canScale(column, type) && new Set(cells).size > 1);
    return { column, scale: createAxisScale(column, type, HEIGHT, inverted) };
  };

  it('is inverted by its inverse', () => {
    fc.assert(
      fc.property(setting, ({ cells, type, inverted, at }) => {
        fc.pre(areApart(cells));
        const { scale } = numeric(cells, type, inverted);
        const y = at * HEIGHT;
        expect(scaleY(scale, invertY(scale, y))).toBeCloseTo(y, 3);
      }),
    );
  });

  it('is monotonic within its limits', () => {
    fc.assert(
      fc.property(setting, ({ cells, type, inverted }) => {
        const { scale } = numeric(cells, type, inverted);
        const sorted = cells.toSorted((a, b) => a - b);
        const places = sorted.map((value) =>
          inverted ? scaleY(scale, value) : HEIGHT - scaleY(scale, value),
        );
        expect(places[0]).toBeCloseTo(0, 9);
        expect(places.at(-1)).toBeCloseTo(HEIGHT, 9);
        places
          .slice(1)
          .forEach((place, index) => expect(place).toBeGreaterThanOrEqual(places[index]! - 1e-9));
      }),
    );
  });

  it('has ordered ticks on the axis that do not overlap', () => {
    fc.assert(
      fc.property(setting, ({ cells, type, inverted }) => {
        const { column, scale } = numeric(cells, type, inverted);
        const ticks = axisTicks({ ...scale, height: 400 }, column.values.every(Number.isInteger));
        for (const { y, value } of ticks) {
          expect(Number.isFinite(value)).toBe(true);
          expect(y).toBeGreaterThan(-0.5);
          expect(y).toBeLessThan(400.5);
        }
        const labelled = ticks.filter(({ label }) => label !== '').map(({ y }) => y);
        const sorted = labelled.toSorted((a, b) => a - b);
        if (type === 'symlog') {
          sorted.slice(1).forEach((y, index) => expect(y - sorted[index]!).toBeGreaterThan(20));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('maps a value to its mean rank if it is a percentile scale', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 40 }), (cells) => {
        fc.pre(new Set(cells).size > 2);
        const scale = scaleOf(cells, 'percentile');
        const rank = (value: number) =>
          cells.filter((other) => other < value).length +
          (cells.filter((other) => other === value).length - 1) / 2;
        const [low, high] = [rank(Math.min(...cells)), rank(Math.max(...cells))];
        for (const value of cells) {
          const expected = (HEIGHT * (rank(value) - low)) / (high - low);
          expect(HEIGHT - scaleY(scale, value)).toBeCloseTo(expected, 6);
        }
      }),
    );
  });
});

describe('labels of ticks', () => {
  it.each([
    [
      [1, 2, 3, 4, 5],
      ['1', '2', '3', '4', '5'],
    ],
    [
      [0, 1],
      ['0', '1'],
    ],
    [
      [1, 2.5],
      ['1.0', '1.2', '1.4', '1.6', '1.8', '2.0', '2.2', '2.4'],
    ],
  ])('of %j have the required decimals', (values, labels) => {
    const scale = createAxisScale(columnOf(values), 'linear', 7 * 52, false);
    expect(axisTicks(scale, values.every(Number.isInteger)).map(({ label }) => label)).toEqual(labels);
  });

  it('have no unit at zero', () => {
    const scale = createAxisScale(columnOf([-60_000, 60_000]), 'linear', 260, false);
    expect(axisTicks(scale, true).map(({ label }) => label)).toEqual([
      '−60k',
      '−40k',
      '−20k',
      '0',
      '20k',
      '40k',
      '60k',
    ]);
  });
});

describe('an axis of ranks', () => {
  it.each([
    [
      'squares',
      Array.from({ length: 101 }, (_, index) => 1.037 * index ** 2),
      ['0', '1000', '2000', '5000', '10k'],
    ],
    [
      'learning rates',
      Array.from({ length: 101 }, (_, index) => 1.3e-5 * 10 ** (index / 25)),
      ['2e−5', '0.0001', '0.001', '0.01', '0.1'],
    ],
    ['few values', [1, 1, 1, 2, 3], ['1', '2', '3']],
  ])('has ticks at round values near equally spaced ranks: %s', (_, values, labels) => {
    const scale = createAxisScale(columnOf(values), 'percentile', 4 * 52, false);
    const ticks = axisTicks(scale, false);
    expect(ticks.map(({ label }) => label)).toEqual(labels);
  });
});

describe('an axis of time', () => {
  const texts = ['2024-05-01', '2024-05-01T12:00:00+02:00', '2024-05-03 00:00'];
  const shown = showTable(tableOf(columnOfCsv(texts)), new Map([['x', 'time']]), new Map());

  it('parses texts as dates, in UTC without a zone', () => {
    const [column] = shown.columns;
    const scale = createAxisScale(column!, 'time', HEIGHT, false);
    const y = createPositions(column!, scale, new Map());
    expect([...y].map((each) => HEIGHT - each)).toEqual([0, expect.closeTo((100 * 10) / 48, 3), 100]);
  });

  it.each([
    ['days', 1_714_521_600, 1_714_521_600 + 4 * 86400, ['2024-05-01', '2 May', '3 May', '4 May', '5 May']],
    ['hours', 1_714_521_600, 1_714_521_600 + 4 * 3600, ['2024-05-01', '01:00', '02:00', '03:00', '04:00']],
    ['years', 1_577_836_800, 1_577_836_800 + 4 * 366 * 86400, ['2020-01-01', '2021', '2022', '2023', '2024']],
  ])('has ticks at round %s', (_, min, max, labels) => {
    const scale = scaleOf([min, max], 'time');
    expect(axisTicks({ ...scale, height: 5 * 52 }, true).map(({ label }) => label)).toEqual(labels);
  });
});
