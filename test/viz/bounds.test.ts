import { describe, expect, it } from 'vitest';
import { boundsOf, stepBound } from '../../viz/core/bounds.ts';
import type { AxisScale } from '../../viz/core/scales.ts';

const linear: AxisScale = { type: 'linear', min: 0, max: 50, height: 200, inverted: false };
const log: AxisScale = { type: 'log', min: 1, max: 100, height: 200, inverted: true };
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
    ['in steps of a log scale, turned or not', log, 'high', 50, 10, 100],
  ] as const)('goes %s', (_, scale, side, steps, min, max) => {
    const moved = stepBound(scale, { kind: 'range', min: 10, max: 20, nan: true }, side, steps);
    expect(moved).toMatchObject({ kind: 'range', nan: true });
    const bounds = boundsOf(scale, moved)!;
    expect(bounds.low.value).toBeCloseTo(min, 9);
    expect(bounds.high.value).toBeCloseTo(max, 9);
  });

  it('goes from category to category', () => {
    const moved = stepBound(names, { kind: 'categories', values: new Set(['a']) }, 'high', 1);
    expect(moved).toEqual({ kind: 'categories', values: new Set(['a', 'b']) });
    expect(boundsOf(names, moved)!.high.label).toBe('b');
  });

  it('leaves a brush on lanes as it is', () => {
    const lanes = { kind: 'lanes', nan: true } as const;
    expect(stepBound(linear, lanes, 'low', 1)).toBe(lanes);
    expect(boundsOf(linear, lanes)).toBeNull();
  });
});
