import { rgb } from 'd3';
import { describe, expect, it } from 'vitest';
import { readData } from '../../../viz/api/data/data.ts';
import { hostSettings } from '../../../viz/view/host-settings.ts';
import { PlotState } from '../../../viz/index.ts';

/** The colours of all rows as hexadecimal numbers, coloured by `by`. */
function colorsOf(
  by: string,
  colors: unknown,
  change: (plot: PlotState) => void = () => undefined,
): string[] {
  const plot = new PlotState(
    readData({ net: ['mlp', 'cnn', 'mlp', 'vit'], loss: [0, 5, 10, null], layers: [1, 2, 4, 2] }),
  );
  plot.setColorBy(by);
  change(plot);
  const warnings: string[] = [];
  hostSettings.colors.set!(colors as never, plot, (message) => warnings.push(message));
  expect(warnings).toEqual([]);
  return [0, 1, 2, 3].map((row) => rgb(plot.rowColor(row)).formatHex());
}

describe('own colours', () => {
  it('of categories by name, the others keep theirs', () => {
    const usual = colorsOf('net', {});
    expect(colorsOf('net', { net: { cnn: 'red' } })).toEqual([usual[0], '#ff0000', usual[2], usual[3]]);
  });

  it('of categories in the order of the data, whatever that of the axis', () => {
    const colors = { net: ['#111111', '#222222', '#333333'] };
    const expected = ['#111111', '#222222', '#111111', '#333333'];
    expect(colorsOf('net', colors)).toEqual(expected);
    expect(colorsOf('net', colors, (plot) => plot.orderCategories('net', ['vit', 'cnn', 'mlp']))).toEqual(
      expected,
    );
  });

  it('of numbers are a ramp, which can be reversed and leaves rows without a value', () => {
    const ramp = { loss: ['#000000', '#0000ff', '#ffffff'] };
    const [low, middle, high, none] = colorsOf('loss', ramp);
    expect([low, middle, high]).toEqual(['#000000', '#0000ff', '#ffffff']);
    expect(none).toBe(colorsOf('loss', {})[3]);
    const reversed = colorsOf('loss', ramp, (plot) => plot.setPalette({ reversed: true }));
    expect(reversed.slice(0, 3)).toEqual(['#ffffff', '#0000ff', '#000000']);
  });

  it('of numbers that are shown as categories are by value, or a ramp', () => {
    const asCategories = (plot: PlotState) => plot.setScale('layers', 'category');
    expect(colorsOf('layers', { layers: { 2: '#ff0000' } }, asCategories)[1]).toBe('#ff0000');
    expect(colorsOf('layers', { layers: ['#000000', '#ffffff'] }, asCategories)[2]).toBe('#ffffff');
  });

  it('are in the legend', () => {
    const plot = new PlotState(readData({ net: ['mlp', 'cnn'] }));
    plot.setColorBy('net');
    hostSettings.colors.set!({ net: { mlp: 'rebeccapurple' } }, plot, () => undefined);
    expect(plot.legend).toMatchObject({
      entries: [{ label: 'mlp', color: 'rebeccapurple' }, { label: 'cnn' }],
    });
  });
});
