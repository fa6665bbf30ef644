import { describe, expect, it } from 'vitest';
import { boundsOf, stepBound } from '../../../viz/core/brush/bounds.ts';
import type { AxisScale } from '../../../viz/core/scale/scales.ts';

const over = (min: number, max: number) => ({
  min,
  max,
  lowest: min,
  highest: max,
  fixed: false,
  height: 200,
});
const linear: AxisScale = { type: 'linear', ...over(0, 50), inverted: false };
const log: AxisScale = { type: 'log', ...over(1, 100), inverted: true };
/** Values go from 0 to 50, of which somebody sees 10 to 20. */
const fixed: AxisScale = {
  type: 'linear',
  min: 10,
  max: 20,
  lowest: 0,
  highest: 50,
  fixed: true,
  height: 200,
  inverted: false,
};
const names: AxisScale = {
  type: 'category',
  labels: ['a', 'b', 'c'],
  levels: null,
  height: 200,
  inverted: false,
} as AxisScale;

describe('stepBound', () => {
  it.each([
    ['up by a hundredth', linear, 'low', 1, 10.5, 20],
    ['by ten', linear, 'high', 10, 10, 25],
    ['not beyond the other end', linear, 'low', 50, 20, 20],
    ['to the end of the axis', linear, 'high', Infinity, 10, 50],
    ['to its beginning', linear, 'low', -Infinity, 0, 20],
    ['over the edge to the outliers', fixed, 'high', 1, 10, 50],
    ['in steps of a log scale, turned or not', log, 'high', 50, 10, 100],
  ] as const)('moves %s', (_, scale, side, steps, min, max) => {
    const moved = stepBound(scale, { kind: 'range', min: 10, max: 20, nan: true }, side, steps);
    expect(moved).toMatchObject({ kind: 'range', nan: true });
    const bounds = boundsOf(scale, moved)!;
    expect(bounds.low.value).toBeCloseTo(min, 9);
    expect(bounds.high.value).toBeCloseTo(max, 9);
  });

  it('moves between categories', () => {
    const moved = stepBound(names, { kind: 'categories', values: new Set(['a']) }, 'high', 1);
    expect(moved).toEqual({ kind: 'categories', values: new Set(['a', 'b']) });
    expect(boundsOf(names, moved)!.high.label).toBe('b');
  });

  it('does not change a brush on lanes', () => {
    const lanes = { kind: 'lanes', nan: true } as const;
    expect(stepBound(linear, lanes, 'low', 1)).toBe(lanes);
    expect(boundsOf(linear, lanes)).toBeNull();
  });
});
