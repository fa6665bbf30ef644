import { describe, expect, it } from 'vitest';
import { readData } from '../../../viz/api/data/data.ts';
import { applyHiPlot, PlotState } from '../../../viz/index.ts';

const experiment = {
  parameters_definition: {
    lr: { type: 'numericlog', force_range: [1, 1e-4] },
    depth: { type: 'categorical', colors: { 2: 'rgb(1, 2, 3)' } },
    elsewhere: { type: 'numericlog' },
  },
  colorby: 'loss',
  colormap: 'interpolateViridis',
  weightcolumn: 'weight',
  display_data: { PARALLEL_PLOT: { order: ['loss', 'lr', 'uid'], hide: ['note'], invert: ['lr'] } },
};

const plotOf = () =>
  new PlotState(
    readData({
      lr: [0.1, 0.01, 1],
      depth: ['2', '4', '2'],
      loss: [3, 2, 1],
      note: ['a', 'b', 'c'],
      weight: [1, 2, 3],
    }),
  );

describe('the definitions of a HiPlot experiment', () => {
  it('are scales, limits, colours, order and hidden axes of a plot, and weights get no axis', () => {
    const plot = plotOf();
    expect(applyHiPlot(plot, experiment)).toEqual([]);
    expect(plot.axes).toEqual(['loss', 'lr', 'depth']);
    expect(plot.scales.get('lr')).toBe('log');
    expect(plot.limits.get('lr')).toEqual({ min: 1e-4, max: 1 });
    expect([...plot.inverted]).toEqual(['lr']);
    expect(plot.colorBy).toBe('loss');
    expect(plot.palette.ramp).toBe('viridis');
    expect(plot.columnOf('weight')?.name).toBe('weight');
    expect(plot.host.colors.get('depth')).toEqual(new Map([['2', 'rgb(1, 2, 3)']]));
  });

  it('are one step to undo, after a first change', () => {
    const plot = plotOf();
    plot.toggleInverted('depth');
    const before = plot.view;
    applyHiPlot(plot, experiment);
    expect(plot.scales.get('lr')).toBe('log');
    plot.undo();
    expect(plot.view).toEqual(before);
  });

  it('do not replace settings that were changed before', () => {
    const plot = plotOf();
    plot.setScale('lr', 'percentile');
    plot.setColorBy('lr');
    applyHiPlot(plot, experiment);
    expect(plot.view.scales).toEqual([{ column: 'lr', type: 'percentile' }]);
    expect(plot.colorBy).toBe('lr');
    expect(plot.axes).toEqual(['loss', 'lr', 'depth']);
  });

  it.each([null, 7, 'text', {}, { weightcolumn: 3, parameters_definition: [] }])(
    'change nothing if they are %j',
    (json) => {
      const plot = plotOf();
      const before = plot.view;
      expect(applyHiPlot(plot, json)).toEqual([]);
      expect(plot.view).toEqual(before);
    },
  );
});
