import { describe, expect, it } from 'vitest';
import { toTable, type History, type Run } from '../../history/index.ts';
import { parseView, PlotState } from '../../viz/index.ts';

function run(id: string, activation: string, losses: readonly number[]): Run {
  return {
    id,
    name: id,
    status: 'completed',
    source: { format: 'heddle', file: null },
    parent: null,
    fold: null,
    started: null,
    parameters: { activation },
    metrics: { valid_loss: { direction: 'min' } },
    records: losses.map((valid_loss, index) => ({ epoch: index + 1, valid_loss })),
    summary: {},
  };
}

const table = (...runs: Run[]) => toTable({ version: 1, runs } satisfies History, { rows: 'epochs' });
const relu = run('a', 'relu', [0.5, 0.25]);
const tanh = run('b', 'tanh', [0.75, 0.5]);

describe('PlotState', () => {
  it('selects the rows that pass every brush', () => {
    const plot = new PlotState(table(relu, tanh));
    plot.setBrush('valid_loss', { kind: 'range', min: 0.4, max: 0.6 });
    expect([...plot.selection]).toEqual([0, 3]);
    plot.setBrush('activation', { kind: 'categories', values: new Set(['tanh']) });
    expect([...plot.selection]).toEqual([3]);
    plot.clearBrushes();
    expect(plot.selectedCount).toBe(4);
  });

  it('keeps brushes, order, inversions and colours when rows arrive', () => {
    const plot = new PlotState(table(relu, tanh));
    plot.setBrush('valid_loss', { kind: 'range', min: 0.4, max: 0.6 });
    plot.toggleInverted('valid_loss');
    plot.moveAxis('valid_loss', 0);
    plot.setColorBy('activation');
    const colors = [0, 3].map((row) => plot.rowColor(row));
    plot.table = table(relu, tanh, run('c', 'sigmoid', [0.45]));
    expect([...plot.selection]).toEqual([0, 3, 4]);
    expect(plot.inverted.has('valid_loss')).toBe(true);
    expect(plot.axes[0]).toBe('valid_loss');
    expect([0, 3].map((row) => plot.rowColor(row))).toEqual(colors);
  });

  it('gives its view as JSON and takes it back', () => {
    const plot = new PlotState(table(relu, tanh));
    plot.setBrush('activation', { kind: 'categories', values: new Set(['relu']) });
    plot.setScale('valid_loss', 'log');
    plot.toggleInverted('epoch');
    const other = new PlotState(table(relu, tanh));
    other.applyView(parseView(JSON.parse(JSON.stringify(plot.view))));
    expect(other.view).toEqual(plot.view);
    expect([...other.selection]).toEqual([0, 1]);
  });

  it.each([
    ['no rows', table()],
    ['one row', table(run('a', 'relu', [1]))],
    ['only NaN', table(run('a', 'relu', [NaN, NaN]))],
  ])('lives with %s', (_, rows) => {
    const plot = new PlotState(rows);
    plot.setBrush('valid_loss', { kind: 'range', min: 0, max: 1 });
    expect(plot.selectedCount).toBeLessThanOrEqual(plot.total);
    expect(plot.axes.every((name) => rows.columns.some((column) => column.name === name))).toBe(true);
  });
});
