import { expect, it } from 'vitest';
import { readData } from '../../../viz/api/data/data.ts';
import { settingsOfHiPlot } from '../../../viz/api/hiplot.ts';
import { applySettings } from '../../../viz/api/settings.ts';
import { PlotState } from '../../../viz/index.ts';

const experiment = {
  parameters_definition: {
    lr: { type: 'numericlog', force_range: [1, 1e-4], colors: null, colormap: null },
    depth: { type: 'categorical', colors: { 2: 'rgb(1, 2, 3)', 4: '#abc' }, force_range: null },
    loss: { type: 'numericpercentile', colormap: 'interpolateReds' },
    when: { type: 'timestamp' },
    odd: { type: 'circular', force_range: [1, '2'] },
    ['__proto__']: { type: 'numeric' },
  },
  colormap: 'interpolateViridis',
  colorby: 'loss',
  weightcolumn: 'weight',
  display_data: { PARALLEL_PLOT: { order: ['loss', 'lr'], hide: ['when', 3], invert: [] } },
  datapoints: [],
};

it('Settings of a HiPlot experiment are its scales, colours, ranges, order and hidden axes', () => {
  const { settings, leftOut } = settingsOfHiPlot(JSON.parse(JSON.stringify(experiment)));
  expect(settings).toEqual({
    scales: new Map([
      ['lr', 'log'],
      ['depth', 'category'],
      ['loss', 'percentile'],
      ['when', 'time'],
      ['__proto__', 'linear'],
    ]),
    colors: new Map([
      [
        'depth',
        new Map([
          ['2', 'rgb(1, 2, 3)'],
          ['4', '#abc'],
        ]),
      ],
    ]),
    domains: new Map([['lr', { min: 1e-4, max: 1 }]]),
    colorBy: 'loss',
    palette: { ramp: 'viridis' },
    order: ['loss', 'lr'],
    hidden: ['when'],
    weight: 'weight',
  });
  expect(leftOut).toEqual([
    'The colour map of "loss" is left out.',
    'The scale "circular" of "odd" is left out.',
  ]);
});

it('They apply to the data of the experiment', () => {
  const { settings } = settingsOfHiPlot(experiment);
  const plot = new PlotState(
    readData({ lr: [0.1, 0.01, 1], depth: [2, 4, 2], loss: [3, 2, 1], when: [1, 2, 3] }),
  );
  const { columns } = plot.table;
  const known = {
    ...settings,
    scales: new Map(
      [...(settings.scales as Map<string, 'log'>)].filter(([name]) =>
        columns.some((column) => column.name === name),
      ),
    ),
  };
  const warnings: string[] = [];
  const context = {
    table: plot.table,
    axes: plot.axes,
    warn: (message: string) => void warnings.push(message),
  };
  plot.applyView(applySettings(plot.view, known, context));
  expect(plot.axes).toEqual(['loss', 'lr', 'depth']);
  expect(plot.scales.get('lr')).toBe('log');
  expect(plot.limits.get('lr')).toEqual({ min: 1e-4, max: 1 });
  expect(plot.colorBy).toBe('loss');
});

it.each([
  null,
  7,
  'text',
  [],
  {},
  { parameters_definition: 3, display_data: { PARALLEL_PLOT: { order: 'lr' } } },
])('Nothing is read from %o', (json) =>
  expect(settingsOfHiPlot(json)).toEqual({ settings: {}, leftOut: [] }),
);
