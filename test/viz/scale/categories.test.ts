import { describe, expect, it } from 'vitest';
import type { CategoryColumn } from '../../../history/index.ts';
import { categoriesInOrder, moveName, type CategoryOrder } from '../../../viz/core/scale/category-order.ts';
import { splitByPlace } from '../../../viz/core/brush/contiguous.ts';
import type { Extent } from '../../../viz/core/brush/extent.ts';
import { createAxisScale } from '../../../viz/core/scale/scales.ts';
import { PlotState } from '../../../viz/index.ts';
import { columnOf, tableOf } from '../make.ts';

const optimiser = columnOf(['sgd', 'adam', 'sgd', 'lion', null, 'adam10', 'adam2', 'sgd'], 'optimiser');
const loss = columnOf([0.5, 0.2, 0.7, NaN, 9, 0.1, 0.4, 0.6], 'loss');
const categories = (...names: string[]): Extent => ({ kind: 'categories', values: new Set(names) });

describe('categories in order', () => {
  it.each<[CategoryOrder, string[]]>([
    ['data', ['sgd', 'adam', 'lion', 'adam10', 'adam2']],
    ['alphabet', ['adam', 'adam2', 'adam10', 'lion', 'sgd']],
    ['count', ['adam', 'lion', 'adam10', 'adam2', 'sgd']],
    ['mean', ['lion', 'adam10', 'adam', 'adam2', 'sgd']],
  ])('by %s, the lowest first', (order, names) => {
    expect(categoriesInOrder(optimiser as CategoryColumn, order, loss)).toEqual(names);
  });

  it.each([
    ['a', 2, ['b', 'c', 'a']],
    ['c', 0, ['c', 'a', 'b']],
    ['b', 9, ['a', 'c', 'b']],
    ['a', -1, ['a', 'b', 'c']],
  ])('with %s at %i', (name, place, names) => {
    expect(moveName(['a', 'b', 'c'], name, place)).toEqual(names);
  });
});

describe('a plot with a custom order of categories', () => {
  const shownNames = (plot: PlotState) =>
    (plot.shownTable.columns.find(({ name }) => name === 'optimiser') as CategoryColumn).categories;

  it('applies the order, keeps brushes and colours, and can be undone', () => {
    const plot = new PlotState(tableOf(optimiser, loss));
    plot.setColorBy('optimiser');
    const colors = [0, 1, 3].map((row) => plot.rowColor(row));
    plot.setBrush('optimiser', categories('sgd', 'lion'));
    plot.orderCategories('optimiser', ['sgd', 'lion', 'adam']);
    expect(shownNames(plot)).toEqual(['sgd', 'lion', 'adam', 'adam10', 'adam2']);
    expect([...plot.selection]).toEqual([0, 2, 3, 7]);
    expect([0, 1, 3].map((row) => plot.rowColor(row))).toEqual(colors);
    plot.endGesture();
    plot.orderCategories('optimiser', null);
    expect(shownNames(plot)).toEqual(['sgd', 'adam', 'lion', 'adam10', 'adam2']);
    plot.undo();
    expect(shownNames(plot)[1]).toBe('lion');
  });

  it('puts new categories on top, and removes absent ones', () => {
    const plot = new PlotState(tableOf(optimiser));
    plot.orderCategories('optimiser', ['lion', 'sgd']);
    plot.table = tableOf(columnOf(['sgd', 'muon', 'adam'], 'optimiser'));
    expect(shownNames(plot)).toEqual(['sgd', 'muon', 'adam']);
  });

  it('shows dates as times, and converts their brush to categories and back', () => {
    const started = columnOf(['2024-05-03', '2024-05-01', null, '2024-05-02'], 'started');
    const plot = new PlotState(tableOf(started));
    const day = (date: number) => Date.UTC(2024, 4, date);
    plot.setBrush('started', { kind: 'range', min: day(2), max: day(4) });
    expect([...plot.selection]).toEqual([0, 3]);
    plot.setScale('started', 'category');
    expect([...plot.selection]).toEqual([0, 3]);
    plot.setBrush('started', categories('2024-05-01', '2024-05-02'));
    plot.setScale('started', 'time');
    expect([...plot.selection]).toEqual([1, 3]);
  });
});

describe('the ranges of categories on an axis', () => {
  const scale = createAxisScale(columnOf(['a', 'b', 'c', 'd']), 'category', 100, false);

  it.each<[string, Extent[], Extent[]]>([
    ['neighbours stay one', [categories('b', 'c')], [categories('b', 'c')]],
    ['others become several', [categories('a', 'c', 'd')], [categories('a'), categories('c', 'd')]],
    [
      'lanes and unknown names stay with the first',
      [{ kind: 'categories', values: new Set(['d', 'z', 'b']), missing: true }],
      [{ kind: 'categories', values: new Set(['b', 'z']), missing: true }, categories('d')],
    ],
    ['lanes alone stay', [{ kind: 'lanes', nan: true }], [{ kind: 'lanes', nan: true }]],
  ])('%s', (_, given, shown) => {
    expect(splitByPlace(scale, given)).toEqual(shown);
  });
});
