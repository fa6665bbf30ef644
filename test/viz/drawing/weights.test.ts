import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSvg } from '../../../viz/export/index.ts';
import { readData } from '../../../viz/api/data/data.ts';
import { rasterLines, type LineScene } from '../../../viz/core/raster/lines.ts';
import { flatColors, type RowColors } from '../../../viz/core/raster/row-colors.ts';
import { defaultStyle } from '../../../viz/core/raster/style.ts';
import { relativeWeights, weightedColors } from '../../../viz/core/raster/weighted-colors.ts';
import { PlotState } from '../../../viz/index.ts';
import { columnOf } from '../make.ts';

describe('the weights of lines', () => {
  it.each<[string, Parameters<typeof columnOf>[0], number[] | null]>([
    ['numbers by the largest one', [1, 2, 4], [0.25, 0.5, 1]],
    ['equal', [3, 3], null],
    ['categories', ['a', 'b'], null],
    // HiPlot counts what is not a positive number as 1.
    [
      'what is not a positive number',
      [2, -2, 0, NaN, Infinity, null, undefined],
      [1, ...Array<number>(6).fill(0.5)],
    ],
    ['smaller than what is not a number', [0.5, null], [0.5, 1]],
  ])('are %s', (_, cells, expected) => {
    const weights = relativeWeights(columnOf(cells));
    expect(weights === null ? null : [...weights]).toEqual(expected);
  });

  it('keep the colour of each row, and round its weight to a step', () => {
    const cells = fc.array(fc.tuple(fc.double({ min: 1e-3, max: 100, noNaN: true }), fc.nat(4)), {
      minLength: 1,
    });
    fc.assert(
      fc.property(cells, (rows) => {
        const table = [0, 1, 2, 3, 4].flatMap((color) => [1, color / 4, 0.5, 1 - color / 4]);
        const plain: RowColors = {
          kind: 'indexed',
          codes: Uint16Array.from(rows, ([, color]) => color),
          colors: Float32Array.from(table),
        };
        const column = columnOf(rows.map(([weight]) => weight));
        const found = weightedColors(plain, column);
        const weights = relativeWeights(column);
        if (found.kind !== 'indexed') throw new Error('expected a colour for each row');
        for (const [row, [, color]] of rows.entries()) {
          const [weight, ...rgb] = found.colors.subarray(4 * found.codes[row]!, 4 * found.codes[row]! + 4);
          expect(rgb).toEqual(table.slice(4 * color + 1, 4 * color + 4));
          expect(Math.abs(weight! - (weights?.[row] ?? 1))).toBeLessThanOrEqual(1 / 64);
        }
      }),
    );
  });
});

/** Level lines 10 pixels apart, each one pixel thick and in a row of pixels of its own. */
function levelLines(colors: RowColors, count: number): LineScene {
  const places = Float32Array.from({ length: count }, (_, row) => 10 * row + 5.5);
  return {
    ...{ width: 40, height: 10 * count, top: 0, axisX: [0, 40], colors },
    positions: [places, places],
    rows: Uint32Array.from({ length: count }, (_, row) => row),
    style: { ...defaultStyle, width: 1, opacity: 0.8 },
  };
}

it('a line is as opaque as its weight', async () => {
  const colors = weightedColors(flatColors([40, 90, 160]), columnOf([1, 2, 4]));
  const { pixels } = await rasterLines(levelLines(colors, 3), { kind: 'lines' }, 1);
  const alphaAt = (y: number) => pixels[4 * (y * 40 + 20) + 3]!;
  const expected = [0.25, 0.5, 1].map((weight) => Math.round(255 * 0.8 * weight));
  expect([5, 15, 25].map(alphaAt)).toEqual(expected);
});

it('the lines of an exported picture have weights', async () => {
  const plot = new PlotState(readData({ a: [1, 2], b: [2, 1], n: [1, 4] }));
  plot.applyView({ ...plot.view, weight: 'n', hidden: ['n'], lines: { ...defaultStyle, opacity: 0.8 } });
  const svg = await toSvg(plot, { width: 400, height: 300 });
  expect(svg.match(/stroke-opacity="0\.[28]000"/g)!.sort()).toEqual([
    'stroke-opacity="0.2000"',
    'stroke-opacity="0.8000"',
  ]);
});
