import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawCell } from '../../../history/table/column.ts';
import { correlation } from '../../../analysis/index.ts';
import { orderByCrossings } from '../../../viz/core/order/crossings.ts';
import { createGeometry } from '../../../viz/core/layout/geometry.ts';
import { createPositions } from '../../../viz/core/layout/positions.ts';
import { PlotState } from '../../../viz/index.ts';
import { columnOf, tableOf } from '../make.ts';

const rowsOf = (length: number) => Uint32Array.from({ length }, (_, row) => row);

/** Pairs of lines that cross between neighbours, counted in pixels, as they are drawn. */
function crossingsOf(plot: PlotState): number {
  const { axes } = createGeometry({
    width: 900,
    height: 500,
    columns: plot.axes.map((name) => plot.shownTable.columns.find((column) => column.name === name)!),
    scales: plot.scales,
    inverted: plot.inverted,
  });
  const positions = axes.map((axis) => createPositions(axis.column, axis.scale, axis.laneY));
  let count = 0;
  for (const [gap, right] of positions.slice(1).entries()) {
    const left = positions[gap]!;
    for (let a = 0; a < left.length; a++) {
      for (let b = 0; b < a; b++) if ((left[a]! - left[b]!) * (right[a]! - right[b]!) < 0) count++;
    }
  }
  return count;
}

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 9 }) as fc.Arbitrary<RawCell> },
  fc.constantFrom<RawCell>(NaN, null, undefined, Infinity),
);
const table = fc
  .tuple(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 2, max: 25 }))
  .chain(([axes, rows]) =>
    fc.array(fc.array(cell, { minLength: rows, maxLength: rows }), { minLength: axes, maxLength: axes }),
  );

describe('the order with the fewest crossings', () => {
  it('never has more crossings than before, and as many as it reports', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), fc.nat(), async (columns, mayTurn, turned) => {
        const plot = new PlotState(tableOf(...columns.map((cells, at) => columnOf(cells, `c${String(at)}`))));
        plot.setAxes(columns.map((_, at) => `c${String(at)}`));
        plot.toggleInverted(`c${String(turned % columns.length)}`);
        const { axes, inverted } = plot;
        const before = crossingsOf(plot);
        await plot.orderByCrossings(mayTurn);
        const after = crossingsOf(plot);
        expect(after).toBeLessThanOrEqual(before);
        expect(plot.reasons.get(plot.axes[0]!)).toContain(
          `fewest crossings: ${after.toLocaleString('en')} between all axes, ${before.toLocaleString('en')} before`,
        );
        expect([...plot.axes].sort()).toEqual([...axes].sort());
        expect(plot.axes.at(-1)).toBe(axes.at(-1));
        if (!mayTurn) expect(plot.inverted).toEqual(inverted);
        plot.undo();
        expect([plot.axes, plot.inverted]).toEqual([axes, inverted]);
      }),
      { numRuns: 60 },
    );
  });

  it('places correlated axes side by side, and inverts negatively correlated ones', () => {
    const up = Array.from({ length: 30 }, (_, row) => row);
    const down = up.toReversed();
    const mixed = up.map((row) => (row * 11) % 30);
    const columns = [up, mixed, up, down].map((cells) => columnOf(cells));
    const upright = columns.map(() => false);
    const plain = orderByCrossings(columns, upright, rowsOf(30), false);
    expect(plain.after).toBeLessThan(plain.before);
    expect(plain.order.at(-1)).toBe(3);
    const turning = orderByCrossings([columns[0]!, columns[3]!], [false, false], rowsOf(30), true);
    expect(turning).toMatchObject({ before: 435, after: 0, pairs: 435 });
    expect([...turning.turned]).toEqual([0]);
  });

  it('is computed from a sample of many rows', () => {
    const many = Array.from({ length: 3000 }, (_, row) => row);
    const found = orderByCrossings([columnOf(many), columnOf(many)], [false, false], rowsOf(3000), false);
    expect(found).toMatchObject({ rows: 400, pairs: 79_800, before: 0, after: 0 });
  });
});

describe('the reasons of an order', () => {
  it('are available until an axis is moved', async () => {
    const plot = new PlotState(
      tableOf(columnOf([1, 2, 3], 'a'), columnOf([3, 2, 1], 'b'), columnOf([1, 3, 2], 'c')),
    );
    await plot.orderByAssociation('a');
    expect(plot.reasons.get('b')).toBe('correlation with a: ρ −1.00, n = 3');
    plot.moveAxis('b', 0);
    expect(plot.reasons.size).toBe(0);
    plot.undo();
    expect(plot.reasons.get('b')).toBe('correlation with a: ρ −1.00, n = 3');
    plot.resetOrder();
    expect(plot.axes).toEqual(['a', 'b', 'c']);
    expect(plot.reasons.size).toBe(0);
  });
});

describe('correlation', () => {
  it.each<[string, RawCell[], RawCell[], number, number | null]>([
    ['a line', [1, 2, 3], [2, 4, 6], 3, 1],
    ['a falling line', [1, 2, 3], [6, 4, 2], 3, -1],
    // Deviations −1 0 1 and −2/3 4/3 −2/3: no covariance.
    ['a peak', [1, 2, 3], [1, 3, 1], 3, 0],
    ['what has gaps', [1, NaN, 3, null], [1, 2, 3, 4], 2, 1],
    ['a constant', [1, 1, 1], [1, 2, 3], 3, null],
    ['words', ['a', 'b', 'a'], [1, 2, 3], 3, null],
  ])('of %s', (_, a, b, count, r) => {
    const found = correlation(columnOf(a), columnOf(b), rowsOf(a.length));
    expect(found.count).toBe(count);
    if (r === null) expect(found.r).toBeNull();
    else expect(found.r).toBeCloseTo(r, 12);
  });
});
