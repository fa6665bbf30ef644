import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowFacts } from '../../../viz/core/rows/row-facts.ts';
import { spreadOut } from '../../../viz/core/scale/spread-out.ts';
import { PlotState } from '../../../viz/index.ts';
import { columnOf, tableOf } from '../make.ts';

const lr = columnOf([0.1, 0.01, 0.1, 0.5], 'lr');
const net = columnOf(['relu', 'tanh', 'relu', 'relu'], 'net');
const loss = columnOf([1, 2, NaN, 3], 'loss');
const all = Uint32Array.of(0, 1, 2, 3);

describe('the contents of a tooltip', () => {
  it('are the ranks of values among the selected rows', () => {
    expect(rowFacts(0, [lr, net, loss], [], [], all)).toEqual([
      { name: 'lr', value: '0.1', others: null, standing: 'above 25 %' },
      { name: 'net', value: 'relu', others: null, standing: '75 % have it' },
      { name: 'loss', value: '1', others: null, standing: 'lowest' },
    ]);
    expect(rowFacts(2, [loss], [], [], all)[0]).toMatchObject({ value: 'NaN', standing: '' });
    expect(rowFacts(3, [loss], [], [], all)[0]).toMatchObject({ standing: 'highest' });
  });

  it('are the differences from pinned rows, including hidden parameters', () => {
    expect(rowFacts(0, [lr, loss], [net], [1, 0], all)).toEqual([
      { name: 'lr', value: '0.1', others: ['0.01'], standing: '' },
      { name: 'loss', value: '1', others: ['2'], standing: '' },
      { name: 'net', value: 'relu', others: ['tanh'], standing: '' },
    ]);
    expect(rowFacts(0, [lr], [net], [2], all)).toEqual([
      { name: 'lr', value: '0.1', others: null, standing: '' },
    ]);
  });
});

describe('pinned rows', () => {
  it('can be removed one by one or all, and follow their record to another table', () => {
    const rows = (runs: number[]) => ({
      ...tableOf(columnOf(runs, 'loss')),
      runIndex: Uint32Array.from(runs),
      recordIndex: new Int32Array(runs.length),
    });
    const plot = new PlotState(rows([5, 6, 7]));
    for (const row of [2, 0, 1, 0]) plot.togglePin(row);
    expect(plot.pinned).toEqual([2, 1]);
    plot.table = rows([4, 7, 5]);
    expect(plot.pinned).toEqual([1]);
    plot.clearPins();
    expect(plot.pinned).toEqual([]);
  });
});

describe('labels that are spread out', () => {
  it.each([
    [[10, 50], 20, 100, [10, 50]],
    [[50, 52], 20, 100, [41, 61]],
    [[52, 50], 20, 100, [61, 41]],
    [[0, 1], 20, 100, [10, 30]],
    [[99, 40], 20, 100, [90, 40]],
  ])('at %j with height %i within %i are moved to %j', (wanted, size, length, middles) => {
    expect(spreadOut(wanted, size, length)).toEqual(middles);
  });

  it('never overlap if they fit', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 600, noNaN: true }), { maxLength: 12 }), (wanted) => {
        const sorted = spreadOut(wanted, 24, 500).toSorted((a, b) => a - b);
        sorted.forEach((y, index) => {
          expect(y).toBeGreaterThanOrEqual(12 - 1e-9);
          expect(y).toBeLessThanOrEqual(488 + 1e-9);
          if (index > 0) expect(y - sorted[index - 1]!).toBeGreaterThan(24 - 1e-6);
        });
      }),
    );
  });
});

describe('names of pinned lines', () => {
  const plot = new PlotState({
    ...tableOf(
      { ...columnOf(['relu', 'relu', 'tanh'], 'run'), role: 'identity' },
      { ...columnOf([1, 2, 1], 'epoch'), role: 'progress' },
    ),
  });

  it('include the epoch, unless the run has one row', () => {
    const named = [0, 1, 2].map((row) => plot.nameAmong(row, [0, 2]));
    expect(named).toEqual([
      { head: 'relu', tail: ', epoch 1', whole: 'relu, epoch 1' },
      { head: 'relu', tail: ', epoch 2', whole: 'relu, epoch 2' },
      { head: 'tanh', tail: '', whole: 'tanh' },
    ]);
  });

  it('include it also for rows that are not consecutive', () => {
    const apart = new PlotState(
      tableOf(
        { ...columnOf(['relu', 'tanh', 'relu'], 'run'), role: 'identity' },
        { ...columnOf([1, 1, 2], 'epoch'), role: 'progress' },
      ),
    );
    expect(apart.nameAmong(0, [0, 1]).whole).toBe('relu');
    expect(apart.nameAmong(0, [0, 2]).whole).toBe('relu, epoch 1');
  });

  it('are numbers if rows have no names', () => {
    expect(new PlotState(tableOf(lr)).nameAmong(2, [])).toEqual({ head: 'row 3', tail: '', whole: 'row 3' });
  });
});
