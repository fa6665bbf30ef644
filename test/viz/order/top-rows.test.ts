import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction, NumberColumn } from '../../../history/index.ts';
import { readData } from '../../../viz/api/data/data.ts';
import { topRows } from '../../../analysis/index.ts';
import { PlotState } from '../../../viz/index.ts';

function column(values: readonly number[], direction: Direction): NumberColumn {
  return {
    name: 'x',
    role: 'metric',
    direction,
    kind: 'number',
    values: Float64Array.from(values),
    absence: null,
  };
}

describe('topRows', () => {
  it.each<[string, number[], Direction, number, number[]]>([
    ['the highest', [1, 5, 3, 4], 'max', 2, [1, 3]],
    ['the lowest where low is better', [1, 5, 3, 4], 'min', 2, [0, 2]],
    ['the highest where nothing is said', [1, 5, 3], 'none', 1, [1]],
    ['the first of equals', [2, 2, 2, 1], 'max', 2, [0, 1]],
    ['no NaN and no infinity', [NaN, Infinity, -Infinity, 1], 'max', 3, [3]],
    ['all there are', [1, 2], 'max', 9, [0, 1]],
    ['none of none', [], 'max', 9, []],
  ])('returns %s', (_, values, direction, count, expected) => {
    const rows = Uint32Array.from(values.keys());
    expect([...topRows(column(values, direction), rows, count)]).toEqual(expected);
  });

  it('agrees with sorting the given rows', () => {
    const value = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom(NaN, Infinity));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.boolean()), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom<Direction>('min', 'max'),
        (cells, count, direction) => {
          const values = cells.map(([each]) => each);
          const rows = [...cells.keys()].filter((row) => cells[row]![1]);
          const sign = direction === 'min' ? 1 : -1;
          const sorted = rows
            .filter((row) => Number.isFinite(values[row]))
            .sort((a, b) => sign * (values[a]! - values[b]!) || a - b);
          const found = topRows(column(values, direction), Uint32Array.from(rows), count);
          expect([...found]).toEqual(sorted.slice(0, count).sort((a, b) => a - b));
        },
      ),
    );
  });
});

describe('a plot that highlights the best rows', () => {
  const plotOf = () =>
    new PlotState(
      readData([
        { name: 'lr', values: [1, 2, 3, 4, 5], role: 'parameter' },
        { name: 'loss', values: [5, 4, 3, 2, NaN], direction: 'min' },
      ]),
    );

  it('has the best of the selected rows in front', () => {
    const plot = plotOf();
    expect(plot.front).toBe(plot.selection);
    plot.setBest({ count: 2 });
    expect(plot.bestBy).toBe('loss');
    expect([...plot.front]).toEqual([2, 3]);
    plot.setBrush('lr', { kind: 'range', min: 1, max: 3 });
    expect([...plot.front]).toEqual([1, 2]);
    expect(plot.selectedCount).toBe(3);
    plot.setBest({ count: 1, by: 'lr' });
    expect([...plot.front]).toEqual([2]);
    plot.endGesture();
    plot.undo();
    expect([...plot.front]).toEqual([1, 2]);
  });

  it('has all rows in front if the column is not numeric or absent', () => {
    const plot = plotOf();
    plot.setBest({ count: 1, by: 'ghost' });
    expect(plot.front).toBe(plot.selection);
    expect(plot.bestBy).toBeNull();
  });
});

describe('limits of axes, and the style of lines', () => {
  const plotOf = () => new PlotState(readData({ x: [0, 1, 2, 100], y: [1, 2, 3, 4] }));

  it('can be undone, are stored in the view, and are rejected if invalid', () => {
    const plot = plotOf();
    plot.fixDomain('x', { min: 0, max: 2 });
    plot.setLines({ curve: 0.5 });
    plot.setLines({ width: 3 });
    const { view } = plot;
    expect(view).toMatchObject({
      domains: [{ column: 'x', min: 0, max: 2 }],
      lines: { curve: 0.5, width: 3, opacity: null },
    });
    plot.undo();
    expect(plot.view.lines).toMatchObject({ curve: 0, width: 1.3 });
    plot.undo();
    expect(plot.domains.size).toBe(0);
    plot.applyView(view);
    expect(plot.view).toEqual(view);
    expect(() => plot.fixDomain('x', { min: 2, max: 2 })).toThrow('ends of axis x: expected two numbers');
    plot.fixDomain('x', null);
    expect(plot.view.domains).toEqual([]);
  });

  it('do not change brushes and the selection', () => {
    const plot = plotOf();
    plot.setBrush('x', { kind: 'range', min: 1, max: 100 });
    plot.fixDomain('x', { min: 0, max: 2 });
    expect([...plot.selection]).toEqual([1, 2, 3]);
  });

  it('also determine colours, with the last one for outliers', () => {
    const plot = plotOf();
    plot.setColorBy('x');
    const before = plot.rowColor(2);
    plot.fixDomain('x', { min: 0, max: 2 });
    expect(plot.rowColor(2)).not.toBe(before);
    expect(plot.rowColor(3)).toBe(plot.rowColor(2));
  });
});
