import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeRangeLabels } from '../../../viz/core/brush/range-labels.ts';
import { createGeometry } from '../../../viz/core/layout/geometry.ts';
import { columnOf } from '../make.ts';

const axisOf = (isInverted: boolean) =>
  createGeometry({
    width: 500,
    height: 400,
    columns: [columnOf([0, 1], 'x')],
    scales: new Map(),
    inverted: new Set(isInverted ? ['x'] : []),
  }).axes[0]!;

const share = fc.double({ min: 0, max: 1, noNaN: true });

it('labels of ranges do not overlap and stay beside the axis', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(share, share), { maxLength: 4 }), fc.boolean(), (ends, isInverted) => {
      const axis = axisOf(isInverted);
      const extents = ends.map(([a, b]) => ({
        kind: 'range' as const,
        min: Math.min(a, b),
        max: Math.max(a, b),
      }));
      const { height } = axis.scale;
      const places = placeRangeLabels(axis, extents, height).flatMap(({ high, count, low }) => [
        high!,
        count!,
        low!,
      ]);
      const sorted = [...places].sort((a, b) => a - b);
      for (const [index, y] of sorted.entries()) {
        expect(y).toBeGreaterThanOrEqual(-1e-6);
        expect(y).toBeLessThanOrEqual(height + 1e-6);
        if (index > 0) expect(y - sorted[index - 1]!).toBeGreaterThan(14 - 1e-6);
      }
    }),
  );
});

it.each([
  { of: 'a wide range are at its bounds and its middle', min: 0.25, max: 0.75, shift: 0 },
  { of: 'a short range are above and below its count', min: 0.5, max: 0.5, shift: 14 },
])('labels of $of', ({ min, max, shift }) => {
  const axis = axisOf(false);
  const { height } = axis.scale;
  const [labels] = placeRangeLabels(axis, [{ kind: 'range', min, max }], height);
  expect(labels!.count).toBeCloseTo(height / 2, 6);
  expect(labels!.high).toBeCloseTo(height * (1 - max) - shift, 6);
  expect(labels!.low).toBeCloseTo(height * (1 - min) + shift, 6);
});
