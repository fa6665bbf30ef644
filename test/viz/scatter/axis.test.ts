import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laneWidth, createScatterAxis, placeRows, scatterTicks } from '../../../viz/scatter/axis.ts';
import { scatterLayout } from '../../../viz/scatter/layout.ts';
import { brushBetween, pixelsOfBrush } from '../../../viz/scatter/brush.ts';
import { nameWidth } from '../../../viz/core/scale/ticks.ts';
import { columnOf } from '../make.ts';

describe('an axis of the scatter plot', () => {
  it.each([
    { side: 'x' as const, first: 0, last: 300 },
    { side: 'y' as const, first: 300, last: 0 },
  ])('has the lowest value of $side at $first', ({ side, first, last }) => {
    const positions = placeRows(createScatterAxis(side, columnOf([1, 3, 5]), undefined, 300));
    expect([...positions]).toEqual([first, 150, last]);
  });

  it('uses the scale of the plot where the column supports it', () => {
    const column = columnOf([1, 10, 100]);
    expect([...placeRows(createScatterAxis('x', column, 'log', 200))][1]).toBeCloseTo(100);
    expect(createScatterAxis('x', columnOf([-1, 1]), 'log', 200).scale.type).not.toBe('log');
  });

  it('places cells without a number in lanes of their own', () => {
    const cells = [1, null, undefined, NaN, Infinity, -Infinity, 2];
    const axis = createScatterAxis('y', columnOf(cells), undefined, 400);
    const positions = [...placeRows(axis)];
    const centres = [...axis.laneY.values()];
    expect([...axis.laneY.keys()]).toEqual(['missing', 'notApplicable', 'nan', 'posInf', 'negInf']);
    for (const [at, centre] of centres.entries())
      expect(Math.abs(positions[at + 1]! - centre)).toBeLessThan(laneWidth / 2);
    expect(positions[0]).toBe(axis.scale.height);
    expect(centres[0]! - laneWidth / 2).toBeGreaterThan(axis.scale.height);
  });

  it('spreads dots of a category around its centre, the same at every call', () => {
    const column = columnOf(Array.from({ length: 200 }, (_, row) => (row % 2 === 0 ? 'relu' : 'tanh')));
    const axis = createScatterAxis('x', column, undefined, 200);
    const positions = placeRows(axis);
    expect(placeRows(axis)).toEqual(positions);
    const relu = positions.filter((_, row) => row % 2 === 0);
    expect(Math.min(...relu)).toBeGreaterThan(10);
    expect(Math.max(...relu)).toBeLessThan(90);
    expect(new Set(relu).size).toBe(100);
  });

  it('labels ticks without overlaps', () => {
    const cells = fc.oneof(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 }),
      fc.array(fc.string({ minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 40 }),
    );
    fc.assert(
      fc.property(cells, fc.integer({ min: 20, max: 900 }), (values, length) => {
        const ticks = scatterTicks(createScatterAxis('x', columnOf(values), undefined, length), length);
        const labelled = ticks.filter(({ label }) => label !== '').sort((a, b) => a.at - b.at);
        for (const [at, { at: place, label }] of labelled.entries()) {
          const next = labelled[at + 1];
          if (next === undefined) continue;
          const room = (nameWidth(label.length) + nameWidth(next.label.length)) / 2;
          expect(next.at - place).toBeGreaterThanOrEqual(room - 1e-6);
        }
      }),
    );
  });
});

describe('a rectangle on the scatter plot', () => {
  const lr = columnOf([0, 10, null], 'lr');
  const net = columnOf(['relu', 'tanh', 'gelu'], 'net');
  const layout = scatterLayout(600, 400, { column: lr, type: 'linear' }, { column: net });
  const { plotHeight, x } = layout;

  it('selects numbers and categories in units of the columns', () => {
    const { height } = x.scale;
    const brush = brushBetween(
      layout,
      { x: height * 0.25, y: plotHeight },
      { x: height * 0.75, y: plotHeight * 0.4 },
    );
    expect(brush.x).toMatchObject({ kind: 'range', min: 2.5, max: 7.5 });
    expect(brush.y).toEqual({ kind: 'categories', values: new Set(['relu', 'tanh']) });
  });

  it('includes lanes that it covers', () => {
    const brush = brushBetween(
      layout,
      { x: x.scale.height / 2, y: 0 },
      { x: layout.plotWidth, y: plotHeight },
    );
    expect(brush.x).toMatchObject({ kind: 'range', min: 5, max: 10, missing: true });
  });

  it('is drawn where it was dragged', () => {
    const brush = brushBetween(layout, { x: 50, y: 10 }, { x: 150, y: plotHeight - 10 });
    const pixels = pixelsOfBrush(layout, brush)!;
    expect(pixels.x[0]).toBeCloseTo(50);
    expect(pixels.x[1]).toBeCloseTo(150);
  });
});
