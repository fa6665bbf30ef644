import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapAt, lineAt, nearestLine } from '../../../viz/core/layout/hover.ts';

const height = fc.float({ min: 0, max: 500, noNaN: true });

/** How far a point is from a straight line through two others, from the area that the three span. */
function distance(x: number, y: number, [x1, y1]: [number, number], [x2, y2]: [number, number]): number {
  return Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / Math.hypot(x2 - x1, y2 - y1);
}

describe('the nearest line', () => {
  it('has the smallest perpendicular distance, within the tolerance', () => {
    const lines = fc.array(fc.tuple(height, height), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lines, fc.double({ min: 0, max: 1, noNaN: true }), height, (ends, share, y) => {
        const [leftX, rightX] = [40, 180];
        const x = leftX + share * (rightX - leftX);
        const left = Float32Array.from(ends, ([from]) => from);
        const right = Float32Array.from(ends, ([, to]) => to);
        const rows = Uint32Array.from(ends.keys());
        const found = nearestLine({ leftX, rightX, left, right, curve: 0 }, rows, x, y, 8);
        const distances = ends.map(([from, to]) => distance(x, y, [leftX, from], [rightX, to]));
        const least = Math.min(...distances);
        if (found === null) expect(least).toBeGreaterThan(8 - 1e-3);
        else {
          expect(distances[found]).toBeCloseTo(least, 3);
          expect(least).toBeLessThanOrEqual(8 + 1e-3);
        }
      }),
    );
  });

  it('is one of the given rows, the first of several equal ones', () => {
    const gap = {
      leftX: 0,
      rightX: 10,
      left: Float32Array.of(1, 1, 1),
      right: Float32Array.of(1, 1, 1),
      curve: 0,
    };
    expect(nearestLine(gap, Uint32Array.of(1, 2), 5, 1, 8)).toBe(1);
    expect(nearestLine(gap, new Uint32Array(), 5, 1, 8)).toBe(null);
  });

  it.each([
    ['between the first two axes', 50, 0],
    ['between the last two', 150, 1],
    ['on the last axis', 200, 1],
    ['left of all', -1, null],
    ['right of all', 201, null],
  ])('is searched in the gap that contains the point: %s', (_, x, gap) => {
    const axisX = [0, 100, 200];
    expect(gapAt(axisX, x)).toBe(gap);
    // Row 0 is near in the first gap alone, row 1 in the second.
    const positions = [Float32Array.of(10, 90), Float32Array.of(10, 10), Float32Array.of(90, 10)];
    const expected = gap === null ? null : [0, 1][gap];
    expect(lineAt({ axisX, positions, curve: 0 }, Uint32Array.of(0, 1), x, 10, 8)).toBe(expected);
  });
});
