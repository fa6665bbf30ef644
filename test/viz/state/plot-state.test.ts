import { describe, expect, it } from 'vitest';
import { toTable, type History, type Run } from '../../../history/index.ts';
import { parseView, PlotState } from '../../../viz/index.ts';
import { makeRecords, makeRun } from '../../history/make.ts';

function run(id: string, activation: string, losses: readonly number[]): Run {
  return makeRun(id, {
    parameters: { activation },
    metrics: { valid_loss: { direction: 'min' } },
    records: makeRecords(...losses.map((valid_loss) => ({ valid_loss }))),
  });
}

const table = (...runs: Run[]) => toTable({ version: 1, runs } satisfies History, { rows: 'epochs' });
const relu = run('a', 'relu', [0.5, 0.25]);
const tanh = run('b', 'tanh', [0.75, 0.5]);

describe('PlotState', () => {
  it('selects the rows that match every brush', () => {
    const plot = new PlotState(table(relu, tanh));
    plot.setBrush('valid_loss', { kind: 'range', min: 0.4, max: 0.6 });
    expect([...plot.selection]).toEqual([0, 3]);
    plot.setBrush('activation', { kind: 'categories', values: new Set(['tanh']) });
    expect([...plot.selection]).toEqual([3]);
    plot.clearBrushes();
    expect(plot.selectedCount).toBe(4);
  });

  it('keeps brushes, order, inversions and colours when rows are added', () => {
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

  it('returns its view as JSON and applies it', () => {
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
  ])('supports %s', (_, rows) => {
    const plot = new PlotState(rows);
    plot.setBrush('valid_loss', { kind: 'range', min: 0, max: 1 });
    expect(plot.selectedCount).toBeLessThanOrEqual(plot.total);
    expect(plot.axes.every((name) => rows.columns.some((column) => column.name === name))).toBe(true);
  });
});

describe('keep, exclude and undo', () => {
  const plotOf = () => new PlotState(table(relu, tanh));

  it('continues with the selected rows, and new rows that match', () => {
    const plot = plotOf();
    plot.setBrush('valid_loss', { kind: 'range', min: 0.4, max: 0.6 });
    plot.keep();
    expect(plot.brushes.size).toBe(0);
    expect([...plot.rows]).toEqual([0, 3]);
    expect(plot.setAsideCount).toBe(2);
    plot.table = table(relu, tanh, run('c', 'sigmoid', [0.45, 0.9]));
    expect([...plot.rows]).toEqual([0, 3, 4]);
    plot.setBrush('activation', { kind: 'categories', values: new Set(['tanh']) });
    plot.exclude();
    expect([...plot.selection]).toEqual([0, 4]);
    plot.restore();
    expect(plot.total).toBe(6);
  });

  it('does nothing without a brush', () => {
    const plot = plotOf();
    plot.keep();
    plot.exclude();
    expect(plot.canUndo).toBe(false);
  });

  it('undoes every change of the view in reverse order', () => {
    const plot = plotOf();
    const views = [plot.view];
    const changes = [
      () => plot.setBrush('valid_loss', { kind: 'range', min: 0.4, max: 0.6 }),
      () => plot.toggleNegated('valid_loss'),
      () => plot.keep(),
      () => plot.toggleInverted('epoch'),
      () => plot.setScale('valid_loss', 'log'),
      () => plot.moveAxis('valid_loss', 0),
      () => plot.hideAxis('epoch'),
      () => plot.setColorBy(null),
      () => plot.setCombine('any'),
      () => plot.restore(),
      () => plot.setAxes(['activation']),
    ];
    for (const change of changes) {
      change();
      views.push(plot.view);
    }
    for (const view of views.toReversed().slice(1)) {
      plot.undo();
      expect(plot.view).toEqual(view);
    }
    expect(plot.canUndo).toBe(false);
    for (const view of views.slice(1)) {
      plot.redo();
      expect(plot.view).toEqual(view);
    }
  });

  it('undoes a drag in one step', () => {
    const plot = plotOf();
    for (const max of [0.5, 0.6, 0.7]) plot.setBrush('valid_loss', { kind: 'range', min: 0.4, max });
    plot.endGesture();
    plot.undo();
    expect(plot.brushes.size).toBe(0);
  });
});
