import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../analysis/importance/forest.ts';
import { importances } from '../../../analysis/index.ts';
import { PlotState } from '../../../viz/index.ts';
import { columnOf, tableOf } from '../../viz/make.ts';

const random = createRandom(7);
const count = 200;
const draws = () => Array.from({ length: count }, random);
const lr = draws().map((share) => 10 ** (-4 * share));
const width = draws().map((share) => Math.round(share * 512));
const noise = draws();
const net = draws().map((share) => ['relu', 'tanh', 'sigmoid', 'gelu'][Math.floor(share * 4)]!);
const rows = Uint32Array.from({ length: count }, (_, row) => row);
const columns = [
  columnOf(lr, 'lr'),
  columnOf(width, 'width'),
  columnOf(noise, 'noise'),
  columnOf(net, 'net'),
];
const byName = (found: ReturnType<typeof importances>) => new Map(found.map((each) => [each.name, each]));

describe('the importance of columns', () => {
  it('finds what the target is made of, also where no correlation does', () => {
    // Best in the middle of the learning rates: no rank correlation. sigmoid is bad.
    const target = lr.map((rate, row) => -Math.abs(Math.log10(rate) + 2) - (net[row] === 'sigmoid' ? 1 : 0));
    const found = byName(importances(columns, columnOf(target, 'acc'), rows));
    expect(found.get('lr')!.value).toBeGreaterThan(0.3);
    expect(found.get('net')!.value).toBeGreaterThan(0.1);
    for (const name of ['width', 'noise']) expect(found.get(name)!.value).toBeLessThan(0.04);
    expect(found.get('lr')!.count).toBe(count);
    expect(found.get('lr')!.error).toBeLessThan(0.1);
  });

  it('is about all of it where one column tells all, and the same every time', () => {
    const target = columnOf(
      width.map((each) => each ** 2),
      'acc',
    );
    const found = byName(importances(columns, target, rows));
    expect(found.get('width')!.value).toBeGreaterThan(0.8);
    expect(importances(columns, target, rows)).toEqual([...found.values()]);
  });

  it('is not told from a few rows, of words, or of rows without a value', () => {
    const target = columnOf(lr, 'acc');
    expect(importances(columns, target, rows.subarray(0, 11))).toEqual([]);
    expect(importances(columns, columnOf(net, 'net'), rows)).toEqual([]);
    expect(importances(columns, columnOf(lr.map(() => NaN)), rows)).toEqual([]);
  });

  it('orders the axes of a plot, the target right, each with its reason', () => {
    const target = width.map((each, row) => each ** 2 + (net[row] === 'sigmoid' ? 1e5 : 0));
    const plot = new PlotState(tableOf(...columns, columnOf(target, 'acc')));
    plot.orderByImportance('acc');
    expect(plot.axes.slice(-3)).toEqual(['net', 'width', 'acc']);
    expect(plot.reasons.get('width')).toMatch(
      /^importance for acc 0\.\d\d ± 0\.\d\d, learned from 200 selected rows$/,
    );
    plot.undo();
    expect(plot.axes[0]).toBe('lr');
  });
});
