import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  angleAround,
  seenAngle,
  slopeBetween,
  wedgeOf,
  withSeenEnd,
  type GapShape,
} from '../../../viz/core/brush/angle-shape.ts';
import { takenByAngle, type AngleBrush } from '../../../viz/core/brush/angles.ts';
import { createGeometry } from '../../../viz/core/layout/geometry.ts';
import { createPositions } from '../../../viz/core/layout/positions.ts';
import type { ScaleType } from '../../../viz/core/scale/scale-types.ts';
import { PlotState } from '../../../viz/index.ts';
import { columnOf, tableOf } from '../make.ts';

const axis = (column: string, scale: ScaleType = 'linear', inverted = false) => ({ column, scale, inverted });
const angle = (min: number, max: number, rest: Partial<AngleBrush> = {}): AngleBrush => ({
  left: axis('a'),
  right: axis('b'),
  min,
  max,
  negated: false,
  ...rest,
});

// Slopes of a to b: 0, +1, −1, +½, none, none.
const a = columnOf([0, 0, 10, 5, NaN, 5], 'a');
const b = columnOf([1, 100, 1, 100, 10, null], 'b');
const table = tableOf(a, b);

function gapOf(plot: PlotState): GapShape {
  const columns = plot.axes.map((name) => plot.shownTable.columns.find((column) => column.name === name)!);
  const { axes, layout } = createGeometry({
    width: 500,
    height: 400,
    columns,
    scales: plot.scales,
    inverted: plot.inverted,
  });
  return { left: axes[0]!, right: axes[1]!, leftX: layout.axisX[0]!, rightX: layout.axisX[1]! };
}

describe('takenByAngle', () => {
  it('returns the same for known columns on other axes as for new columns', () => {
    const numbers = fc.array(fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constant(NaN)), {
      minLength: 9,
      maxLength: 9,
    });
    const side = fc.record({
      scale: fc.constantFrom<ScaleType>('linear', 'log', 'symlog', 'percentile', 'category'),
      inverted: fc.boolean(),
      domain: fc.option(fc.record({ min: fc.constantFrom(1, 20), max: fc.constantFrom(50, 99) }), {
        nil: undefined,
      }),
    });
    const drawn = fc.record({
      left: side,
      right: side,
      ends: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
    });
    fc.assert(
      fc.property(numbers, numbers, fc.array(drawn, { minLength: 2, maxLength: 5 }), (from, to, all) => {
        const seen = tableOf(columnOf(from, 'a'), columnOf(to, 'b'));
        for (const { left, right, ends } of all) {
          const brush = angle(Math.min(...ends) / 10, Math.max(...ends) / 10, {
            left: { column: 'a', ...left },
            right: { column: 'b', ...right },
          });
          const fresh = takenByAngle(tableOf(columnOf(from, 'a'), columnOf(to, 'b')), { ...brush });
          expect(takenByAngle(seen, brush)).toEqual(fresh);
        }
      }),
    );
  });
});

describe('an angle', () => {
  it.each<[string, AngleBrush, number[]]>([
    ['level lines', angle(-0.1, 0.1), [0]],
    ['rising lines, ends included', angle(0.5, 1), [1, 3]],
    ['every slope, but no line from or to a lane', angle(-1, 1), [0, 1, 2, 3]],
    [
      'lines that are level when an axis is inverted',
      angle(0, 0, { right: axis('b', 'linear', true) }),
      [1, 2],
    ],
    ['a log axis', angle(-0.01, 0.01, { left: axis('a'), right: axis('b', 'log') }), [0]],
  ])('selects %s', (_, brush, rows) => {
    const taken = takenByAngle(table, brush)!;
    expect(Array.from(taken.keys()).filter((row) => taken[row])).toEqual(rows);
  });

  it('has no effect without its column', () => {
    expect(takenByAngle(tableOf(a), angle(0, 1))).toBe(null);
  });

  it('selects with ranges or negated, and can be undone', () => {
    const plot = new PlotState(table);
    plot.setAngle(angle(0.5, 1));
    plot.endGesture();
    expect([...plot.selection]).toEqual([1, 3]);
    plot.setBrush('a', { kind: 'range', min: 5, max: 10 });
    expect([...plot.selection]).toEqual([3]);
    plot.setCombine('any');
    expect([...plot.selection]).toEqual([1, 2, 3, 5]);
    plot.setCombine('all');
    plot.setAngle(angle(0.5, 1, { negated: true }));
    expect([...plot.selection]).toEqual([2, 5]);
    for (const rows of [[3], [1, 2, 3, 5], [3], [1, 3], [0, 1, 2, 3, 4, 5]]) {
      plot.undo();
      expect([...plot.selection]).toEqual(rows);
    }
  });

  it('is kept when axes are inverted, moved or scaled, and removed when one is hidden', () => {
    const plot = new PlotState(table);
    plot.setAngle(angle(0.5, 1));
    plot.toggleInverted('b');
    plot.setScale('b', 'log');
    plot.moveAxis('a', 1);
    expect([...plot.selection]).toEqual([1, 3]);
    plot.keep();
    expect(plot.angles).toEqual([]);
    expect([...plot.rows]).toEqual([1, 3]);
    plot.setAngle(angle(0.5, 1));
    plot.hideAxis('b');
    expect(plot.angles).toEqual([]);
  });
});

const cell = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 1000 }) },
  fc.constantFrom(NaN, null),
);
const setting = fc.record({
  rows: fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 30 }),
  scale: fc.constantFrom<ScaleType>('linear', 'log', 'percentile', 'category'),
  inverted: fc.subarray(['a', 'b']),
  turned: fc.boolean(),
  swapped: fc.boolean(),
  slope: fc.double({ min: -1, max: 1, noNaN: true }),
});

describe('the wedge of an angle', () => {
  it('covers in pixels the rows that the angle selects', () => {
    fc.assert(
      fc.property(setting, ({ rows, scale, inverted, turned, swapped, slope }) => {
        const columns = (['a', 'b'] as const).map((name, index) =>
          columnOf(
            rows.map((row) => row[index]!),
            name,
          ),
        );
        const plot = new PlotState(tableOf(...columns));
        plot.setAxes(['a', 'b']);
        for (const name of ['a', 'b']) plot.setScale(name, scale);
        for (const name of inverted) plot.toggleInverted(name);
        plot.setAngle(angleAround(gapOf(plot), slope));
        if (turned) for (const name of ['a', 'b']) plot.toggleInverted(name);
        if (swapped) plot.moveAxis('a', 1);
        const gap = gapOf(plot);
        const seen = seenAngle(plot.angles[0]!, gap)!;
        const { tip, high, low } = wedgeOf(seen, gap);
        const [left, right] = [gap.left, gap.right].map((each) =>
          createPositions(each.column, each.scale, each.laneY),
        );
        const selected = new Set(plot.selection);
        // A scale can be shorter than the other because of lanes.
        const ratio = gap.right.scale.height / gap.left.scale.height;
        const start = tip.y * ratio;
        for (const row of rows.keys()) {
          const rise = left![row]! * ratio - right![row]!;
          const isValue = left![row]! <= gap.left.scale.height && right![row]! <= gap.right.scale.height;
          if (!isValue) expect(selected.has(row)).toBe(false);
          else if (rise > start - low.y + 1 && rise < start - high.y - 1)
            expect(selected.has(row)).toBe(true);
          else if (rise < start - low.y - 1 || rise > start - high.y + 1)
            expect(selected.has(row)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is absent if only one axis was inverted or scaled', () => {
    const plot = new PlotState(table);
    plot.setAngle(angleAround(gapOf(plot), 0));
    plot.toggleInverted('a');
    expect(seenAngle(plot.angles[0]!, gapOf(plot))).toBe(null);
    plot.undo();
    plot.setScale('b', 'category');
    expect(seenAngle(plot.angles[0]!, gapOf(plot))).toBe(null);
  });

  it('has draggable ends in both orders of the axes', () => {
    const plot = new PlotState(table);
    plot.setAngle(angle(-0.2, 0.1));
    plot.moveAxis('a', 1);
    const gap = gapOf(plot);
    const seen = seenAngle(plot.angles[0]!, gap)!;
    expect(seen).toEqual({ min: -0.1, max: 0.2, sign: -1 });
    expect(withSeenEnd(plot.angles[0]!, seen, 'high', 0.5)).toMatchObject({ min: -0.5, max: 0.1 });
    expect(withSeenEnd(plot.angles[0]!, seen, 'low', -0.5)).toMatchObject({ min: -0.2, max: 0.5 });
    expect(withSeenEnd(plot.angles[0]!, seen, 'low', 0.9)).toMatchObject({ min: -0.2, max: -0.2 });
  });

  it('is drawn by a drag in any direction', () => {
    const gap = gapOf(new PlotState(table));
    const { height } = gap.left.scale;
    const width = gap.rightX - gap.leftX;
    const from = { x: gap.leftX + 10, y: height / 2 };
    const to = { x: from.x + width / 4, y: height / 2 - height / 8 };
    expect(slopeBetween(gap, from, to)).toBeCloseTo(0.5, 9);
    expect(slopeBetween(gap, to, from)).toBeCloseTo(0.5, 9);
  });

  it('has the slope of the line that a drag follows if one axis is shorter because of lanes', () => {
    const shape = gapOf(new PlotState(table));
    const { left } = shape;
    const gap = {
      ...shape,
      right: { ...shape.right, scale: { ...shape.right.scale, height: left.scale.height / 2 } },
    };
    // From a quarter of the left axis to three quarters of the right one.
    const [low, high] = [0.75 * left.scale.height, 0.25 * gap.right.scale.height];
    const at = (share: number) => ({
      x: gap.leftX + share * (gap.rightX - gap.leftX),
      y: low + share * (high - low),
    });
    expect(slopeBetween(gap, at(0.2), at(0.7))).toBeCloseTo(0.5, 9);
    const { tip, high: end } = wedgeOf({ min: 0.5, max: 0.5, sign: 1 }, gap);
    expect([tip.y, end.y]).toEqual([low, high]);
  });
});
