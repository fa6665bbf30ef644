import { RunSet, seriesOf, type Run } from '../../../history/index.ts';
import { readData } from '../../../viz/api/data/data.ts';
import { createColorScale } from '../../../viz/core/color/color.ts';
import {
  comparisonsFigure,
  curvesFigure,
  functionsFigure,
  scatterFigure,
  type FigureOptions,
} from '../../../viz/figures/index.ts';
import type { Legend } from '../../../viz/core/color/color.ts';

/** Two runs of five epochs, one with a gap. */
export const set = RunSet.of(
  ['relu', 'tanh'].map((name, at): Run => ({
    ...{ id: name, name, parent: null, fold: null, parameters: { activation: name } },
    ...{ source: { format: 'heddle', file: null }, status: 'completed', started: null, summary: {} },
    metrics: { valid_loss: { direction: 'min' }, train_loss: { direction: 'min' } },
    records: [0.5, 0.3, 0.25, at === 0 ? NaN : 0.24, 0.22].map((loss, epoch) => ({
      epoch: epoch + 1,
      ...{ valid_loss: loss + at / 10, train_loss: loss / 2, dur: 1 },
    })),
  })) as Run[],
);

export const legend: Legend = {
  kind: 'categorical',
  column: 'activation',
  entries: [
    { label: 'relu', color: '#1f77b4', value: 'relu' },
    { label: 'tanh', color: '#d62728', value: 'tanh' },
  ],
  none: null,
};

export const curves = (options: FigureOptions, changes: Partial<Parameters<typeof curvesFigure>[0]> = {}) =>
  curvesFigure(
    {
      ...{ title: 'valid_loss', trainTitle: 'train_loss', xTitle: 'Epoch', xKind: 'count', legend },
      series: seriesOf(set, 'valid_loss', 'epoch', [0, 1]),
      train: seriesOf(set, 'train_loss', 'epoch', [0, 1]),
      color: (run) => (legend.kind === 'categorical' ? legend.entries[run]!.color : ''),
      ...{ isLog: false, smoothing: 0, groups: null, baseline: { value: 0.4, text: 'chance' }, zoom: null },
      ...changes,
    },
    options,
  );

export const table = readData({
  lr: [1e-4, 1e-3, 1e-2, 1e-1, 0.5, null],
  valid_loss: [0.9, 0.5, 0.2, 0.25, NaN, 0.4],
  net: ['a', 'b', 'a', 'b', 'a', 'b'],
});

export const scatter = (
  options: FigureOptions,
  changes: Partial<Parameters<typeof scatterFigure>[0]> = {},
) => {
  const [lr, loss, net] = ['lr', 'valid_loss', 'net'].map((name) =>
    table.columns.find((column) => column.name === name)!,
  );
  return scatterFigure(
    {
      ...{
        table,
        rows: Uint32Array.of(0, 1, 2, 3, 4),
        x: { column: lr!, type: 'log' },
        y: { column: loss! },
      },
      colorScale: createColorScale(net!, 'category'),
      ...{ legend: null, pinned: [2], nameOf: (row: number) => `run ${String(row)}` },
      ...{ front: Uint32Array.of(0, 1, 2), stairs: { x: 'min', y: 'min' } },
      ...{ size: null, parentOf: null, ...changes },
    },
    options,
  );
};

export const comparisons = (options: FigureOptions) =>
  comparisonsFigure(
    {
      pairs: [
        { name: 'leaky_relu − tanh', difference: 0.26, interval: [0.05, 0.47], outcome: 'better' },
        { name: 'leaky_relu − relu', difference: 0.02, interval: [-0.3, 0.33], outcome: 'practically equal' },
        { name: 'relu − tanh', difference: 0.25, interval: [-9, 9.5], outcome: 'undecided' },
        { name: 'relu − sigmoid', difference: null, interval: null, outcome: 'not compared' },
      ],
      margin: 0.5,
      domain: [-2, 2],
      axisTitle: 'Difference in points of accuracy, 95 % intervals',
    },
    options,
  );

const lines = (of: (x: number) => number) => [
  Array.from({ length: 21 }, (_, at): [number, number] => [at / 2 - 5, of(at / 2 - 5)]),
];

export const functions = (options: FigureOptions) =>
  functionsFigure(
    ['f(x)', 'f′(x)'].map((title) => ({
      title,
      functions: [
        { name: 'ReLU', color: '#1f77b4', stretches: lines((x) => Math.max(0, x)) },
        { name: 'tanh', color: '#d62728', stretches: lines(Math.tanh) },
      ],
      x: [-5, 5] as const,
      y: [-1.3, 5.3] as const,
    })),
    options,
  );
