import { describe, expect, it } from 'vitest';
import { readData } from '../../../viz/api/data/data.ts';
import { PlotState, type PlotColumn } from '../../../viz/index.ts';
import { summaryOf } from '../../../viz/state/summary.ts';

const runs: PlotColumn[] = [
  { name: 'run', values: ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'], role: 'identity' },
  { name: 'lr', values: [0.001, 0.01, 0.01, 0.1, 0.1, 1], role: 'parameter' },
  { name: 'activation', values: ['relu', 'relu', 'tanh', 'relu', 'gelu', 'elu'], role: 'parameter' },
  { name: 'momentum', values: [0, 0.5, 0.9, undefined, 0.5, 0.9], role: 'parameter' },
  { name: 'valid_loss', values: [0.5, 0.2, 0.4, 0.3, NaN, 9], direction: 'min' },
  { name: 'valid_acc', values: [0.9, 0.98, 0.95, 0.97, NaN, 0.1], direction: 'max' },
];
const best = 'Best valid_acc 0.98 (r2).';

/** What somebody does, and what is said then. */
const cases: [string, (plot: PlotState) => void, string][] = [
  ['nothing is brushed', () => undefined, `6 of 6 runs selected. ${best}`],
  [
    'an upper bound',
    (plot) => plot.setBrush('lr', { kind: 'range', min: 0, max: 0.02 }),
    `3 of 6 runs selected: lr 0 to 0.02. All have lr ≤ 0.01 and activation relu or tanh. ${best}`,
  ],
  [
    'a lower bound and a word that one row alone has',
    (plot) => plot.setBrush('lr', { kind: 'range', min: 0.5, max: 1 }),
    '1 of 6 runs selected: lr 0.5 to 1. It has lr = 1, activation = elu and momentum = 0.9. Best valid_acc 0.1 (r6).',
  ],
  [
    'a word: what it brings with it is said too, but not of a column with gaps',
    (plot) => plot.setBrush('activation', { kind: 'categories', values: new Set(['relu']) }),
    `3 of 6 runs selected: activation relu. All have activation = relu and lr ≤ 0.1. ${best}`,
  ],
  [
    'a metric',
    (plot) => plot.setBrush('valid_loss', { kind: 'range', min: 0.25, max: 0.45 }),
    '2 of 6 runs selected: valid_loss 0.25 to 0.45. All have lr from 0.01 to 0.1 and activation relu or tanh. Best valid_acc 0.97 (r4).',
  ],
  [
    'a lane, where no best is to be had',
    (plot) => plot.setBrush('valid_acc', { kind: 'lanes', nan: true }),
    '1 of 6 runs selected: valid_acc not a number. It has activation = gelu, lr = 0.1 and momentum = 0.5.',
  ],
  [
    'nothing is left',
    (plot) => plot.setBrush('lr', { kind: 'range', min: 5, max: 6 }),
    '0 of 6 runs selected: lr 5 to 6.',
  ],
  [
    'rows were put aside',
    (plot) => {
      plot.setBrush('lr', { kind: 'range', min: 0, max: 0.02 });
      plot.keep();
    },
    `3 of 3 runs selected. ${best}`,
  ],
  [
    'the best are in front',
    (plot) => plot.setBest({ count: 2 }),
    `6 of 6 runs selected, the best 2 by valid_acc in front. ${best}`,
  ],
];

describe('the summary of a selection', () => {
  it.each(cases)('%s', (_, act, expected) => {
    const plot = new PlotState(readData(runs));
    act(plot);
    expect(summaryOf(plot, 'runs')).toBe(expected);
  });

  it('names rows without identity by number and epoch, and gives the highest value of metrics without direction', () => {
    const plot = new PlotState(readData({ epoch: [1, 2, 3], x: [5, 7, 6] }));
    expect(summaryOf(plot, 'rows')).toBe('3 of 3 rows selected. Highest x 7 (row 2).');
    const epochs = new PlotState(
      readData([
        { name: 'run', values: ['a', 'a'], role: 'identity' },
        { name: 'epoch', values: [1, 2], role: 'progress' },
        { name: 'loss', values: [3, 1], direction: 'min' },
      ]),
    );
    expect(summaryOf(epochs, 'rows')).toBe('2 of 2 rows selected. Best loss 1 (a, epoch 2).');
  });

  it.each([
    ['all epochs of the run have it', [0.9, 0.9, 0.8, 0.8], 'Best test 0.9 (a).'],
    ['only one of them has', [0.9, 0.85, 0.8, 0.8], 'Best test 0.9 (a, epoch 1).'],
    ['the run has one', [0.7, 0.7, 0.8, 0.95], 'Best test 0.95 (c, epoch 1).'],
  ])('names the epoch of the best unless %s', (_, values, expected) => {
    const plot = new PlotState(
      readData([
        { name: 'run', values: ['a', 'a', 'b', 'c'], role: 'identity' },
        { name: 'epoch', values: [1, 2, 1, 1], role: 'progress' },
        { name: 'test', values, direction: 'max' },
      ]),
    );
    expect(summaryOf(plot)).toBe(`4 of 4 rows selected. ${expected}`);
  });

  it('formats times as dates', () => {
    const started = ['2024-05-01', '2024-05-02', '2024-05-03'];
    const plot = new PlotState(
      readData([
        { name: 'started', values: started, role: 'parameter' },
        { name: 'y', values: [1, 2, 3] },
      ]),
    );
    plot.setBrush('y', { kind: 'range', min: 0, max: 2 });
    expect(summaryOf(plot, 'runs')).toContain('All have started ≤ 2024-05-02.');
  });
});

it('is exact for many rows, although columns are chosen by a sample', () => {
  const rows = Array.from({ length: 30_000 }, (_, row) => row);
  const plot = new PlotState(
    readData([
      { name: 'x', values: rows, role: 'parameter' },
      // Both are known by single rows that no sample has.
      { name: 'rare', values: rows.map((row) => (row === 12_345 ? 7 : row % 5)), role: 'parameter' },
      { name: 'y', values: rows.map((row) => Math.abs(row - 17_777)), direction: 'min' },
    ]),
  );
  plot.setBrush('x', { kind: 'range', min: 12_001, max: 29_000.5 });
  expect(summaryOf(plot, 'rows')).toBe(
    '17,000 of 30,000 rows selected: x 12001 to 29000.5. All have x from 12001 to 29000. Best y 0 (row 17,778).',
  );
});
