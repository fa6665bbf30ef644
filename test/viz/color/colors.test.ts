import { describe, expect, it } from 'vitest';
import { createColorScale, createLegend, rowColor } from '../../../viz/core/color/color.ts';
import {
  CATEGORICAL_PALETTES,
  categoryColors,
  defaultPalette,
  SEQUENTIAL_PALETTES,
  paletteColor,
  toRgb,
} from '../../../viz/core/color/palette.ts';
import { PlotState } from '../../../viz/index.ts';
import { columnOf, tableOf } from '../make.ts';

const numbers = columnOf([0, 5, 10, NaN, Infinity, null, undefined]);
const colorsOf = (reversed: boolean) => {
  const scale = createColorScale(numbers, 'linear', { ...defaultPalette, ramp: 'viridis', reversed })!;
  return Array.from({ length: 7 }, (_, row) => toRgb(rowColor(scale, row)).join());
};

describe('colours of numbers compared with HiPlot', () => {
  it('range from low to high, and are grey for other cells', () => {
    const [low, middle, high, ...none] = colorsOf(false);
    expect([low, middle, high]).toEqual(['68,1,84', '33,145,140', '253,231,37']);
    expect(new Set(none).size).toBe(1);
  });

  it('can be reversed (HiPlot: all three are 68,1,84)', () => {
    expect(colorsOf(true).slice(0, 3)).toEqual(['253,231,37', '33,145,140', '68,1,84']);
  });

  it.each(SEQUENTIAL_PALETTES)('of %s differ at every tenth', (ramp) => {
    const stops = Array.from({ length: 11 }, (_, index) =>
      paletteColor({ ...defaultPalette, ramp }, index / 10),
    );
    expect(new Set(stops).size).toBe(11);
  });

  it('follow the scale of the axis, not its direction (wandb#8057)', () => {
    const plot = new PlotState(tableOf(columnOf([1, 10, 100, 1000], 'x')));
    plot.setColorBy('x');
    plot.setScale('x', 'log');
    const colors = [0, 1, 2, 3].map((row) => plot.rowColor(row));
    expect(colors[1]).toBe(paletteColor(defaultPalette, 1 / 3));
    plot.toggleInverted('x');
    expect([0, 1, 2, 3].map((row) => plot.rowColor(row))).toEqual(colors);
    const ticks = plot.legend?.kind === 'sequential' ? plot.legend.ticks.map(({ label }) => label) : [];
    expect([ticks[0], ticks.at(-1)]).toEqual(['1', '1000']);
  });
});

describe('colours of categories compared with HiPlot', () => {
  it.each(CATEGORICAL_PALETTES)(
    'of %s are all different: there the first and the tenth are one',
    (palette) => {
      expect(new Set(categoryColors(20, palette)).size).toBe(20);
    },
  );

  it('do not change when rows are removed or added, even all rows of a category', () => {
    const plot = new PlotState(tableOf(columnOf(['b', 'a', 'c'], 'net')));
    plot.setColorBy('net');
    const [b, a, c] = [0, 1, 2].map((row) => plot.rowColor(row));
    // There c takes the colour of a.
    plot.table = tableOf(columnOf(['c', 'b'], 'net'));
    expect([plot.rowColor(0), plot.rowColor(1)]).toEqual([c, b]);
    plot.table = tableOf(columnOf(['10', 'a', 'c'], 'net'));
    expect([plot.rowColor(1), plot.rowColor(2)]).toEqual([a, c]);
    expect([a, b, c]).not.toContain(plot.rowColor(0));
  });

  it('are shown in the legend, with an entry for cells without a value', () => {
    const scale = createColorScale(columnOf(['x', null, 'y']), 'category')!;
    const legend = createLegend(scale);
    expect(legend.kind === 'categorical' && legend.entries.map(({ label }) => label)).toEqual(['x', 'y']);
    expect(legend.none).not.toBe(null);
  });
});
