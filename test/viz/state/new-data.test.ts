import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readData } from '../../../viz/api/data/data.ts';
import { appendRows } from '../../../viz/core/rows/append-rows.ts';
import { rowCells, type RowKey } from '../../../viz/core/rows/row-cells.ts';
import { PlotState, type PlotData } from '../../../viz/index.ts';

const rowsOf = (data: PlotData) => {
  const table = readData(data);
  return Array.from({ length: table.length }, (_, row) => ({ ...rowCells(table, row) }));
};

describe('rows with a key', () => {
  const before = readData({ id: ['a', 'b', 'c'], seed: [1, 2, 3], loss: [3, 2, 1] });
  const after = readData({ id: ['c', 'new', 'a'], seed: [3, 9, 1], loss: [0.5, 2, 2.5] });

  it.each<[string, RowKey]>([
    ['of a column of text', 'id'],
    ['of a column of numbers', 'seed'],
    ['from a function', ({ id, seed }) => `${String(id)}/${String(seed)}`],
  ])('%s are followed by pins, the hovered row and picks', (_, rowKey) => {
    const plot = new PlotState(before);
    plot.host.rowKey = rowKey;
    plot.pin([2, 1, 0]);
    plot.hovered = 0;
    plot.pickRows([1, 2]);
    plot.table = after;
    expect(plot.pinned).toEqual([0, 2]);
    expect(plot.hovered).toBe(2);
    expect([...plot.selection]).toEqual([0]);
  });

  it.each<[string, RowKey]>([
    ['of a missing column', 'ghost'],
    ['that is absent', () => null],
    ['that is NaN', () => NaN],
    [
      'from a function that throws',
      () => {
        throw new Error('no id');
      },
    ],
  ])('%s are not found', (_, rowKey) => {
    const plot = new PlotState(before);
    const warnings: string[] = [];
    plot.host.warn = (message) => warnings.push(message);
    plot.host.rowKey = rowKey;
    plot.pin([0]);
    plot.hovered = 1;
    plot.table = after;
    expect([plot.pinned, plot.hovered]).toEqual([[], null]);
    if (_.includes('throws')) expect(warnings).toContain('The setting rowKey failed: no id');
    else expect(warnings).toEqual([]);
  });
});

describe('appended rows', () => {
  it('are those of the rows given at once', () => {
    const cell = fc.oneof(
      fc.constantFrom(null, undefined, NaN, Infinity, 0, 1, 'a', 'b', true, false),
      fc.double(),
      fc.date({ noInvalidDate: true }),
    );
    const row = fc.dictionary(fc.constantFrom('x', 'y', 'z'), cell, { minKeys: 1, noNullPrototype: true });
    const sameKinds = (rows: readonly Record<string, unknown>[]) =>
      ['x', 'y', 'z'].every(
        (name) =>
          new Set(rows.flatMap((each) => (isAbsent(each[name]) ? [] : [kindOf(each[name])]))).size < 2,
      );
    const isAbsent = (value: unknown) => value === null || value === undefined;
    const kindOf = (value: unknown) => (value instanceof Date ? 'date' : typeof value);
    fc.assert(
      fc.property(fc.array(row), fc.array(row), (first, second) => {
        fc.pre(sameKinds([...first, ...second]));
        const table = appendRows(readData(first as PlotData), readData(second as PlotData));
        const cells = Array.from({ length: table.length }, (_, at) => ({ ...rowCells(table, at) }));
        expect(cells).toEqual(rowsOf([...first, ...second] as PlotData));
      }),
    );
  });

  it('with text make categories of a column of numbers', () => {
    const table = appendRows(readData({ a: [1, null] }), readData({ a: ['x'] }));
    expect(table.columns[0]).toMatchObject({ kind: 'category', categories: ['1', 'x'] });
  });

  it('leave pins at their rows', () => {
    const plot = new PlotState(readData({ a: [1, 2] }));
    plot.pin([1]);
    plot.hovered = 0;
    plot.table = appendRows(plot.table, readData({ a: [3], b: ['new'] }));
    expect([plot.pinned, plot.hovered]).toEqual([[1], 0]);
    expect(rowCells(plot.table, 0)).toEqual({ a: 1, b: undefined });
    expect(rowCells(plot.table, 2)).toEqual({ a: 3, b: 'new' });
  });
});
