import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PixelRange } from '../../../viz/core/brush/brushing.ts';
import { dragRange, hitRange, joinRanges, spanning } from '../../../viz/core/brush/ranges.ts';

const ranges: (PixelRange | null)[] = [[20, 100], null, [140, 149]];

describe('hitRange', () => {
  it.each([
    [20, 0, 'top'],
    [9, 0, 'top'],
    [31, 0, 'top'],
    [60, 0, 'body'],
    [99, 0, 'bottom'],
    [111, 0, 'bottom'],
    [144.5, 2, 'body'],
    [141, 2, 'top'],
    [155, 2, 'bottom'],
  ])('at %d finds range %d by its %s', (y, index, part) => {
    expect(hitRange(ranges, y)).toEqual({ index, part });
  });

  it.each([0, 120, 300])('at %d finds nothing', (y) => {
    expect(hitRange(ranges, y)).toBeNull();
  });
});

describe('dragRange', () => {
  it.each<[string, 'top' | 'bottom' | 'body', number, PixelRange]>([
    ['a moved range', 'body', 15, [35, 55]],
    ['a range at the end', 'body', 500, [80, 100]],
    ['a top', 'top', 5, [25, 40]],
    ['a top that passes the bottom', 'top', 40, [40, 60]],
    ['a bottom beyond the axis', 'bottom', 500, [20, 100]],
  ])('returns %s', (_, part, delta, expected) => {
    expect(dragRange(part, [20, 40], 7, 7 + delta, 100)).toEqual(expected);
  });

  it('keeps the size of a moved range within the axis', () => {
    const pixel = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(pixel, pixel, fc.integer({ min: -400, max: 400 }), (one, other, delta) => {
        const origin = spanning(one, other, 200);
        const [top, bottom] = dragRange('body', origin, 0, delta, 200);
        expect(bottom - top).toBe(origin[1] - origin[0]);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(bottom).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('joinRanges', () => {
  it.each<[string, PixelRange[], number[], PixelRange]>([
    [
      'apart',
      [
        [0, 10],
        [20, 30],
      ],
      [0],
      [0, 10],
    ],
    [
      'overlapping',
      [
        [0, 10],
        [5, 30],
      ],
      [0, 1],
      [0, 30],
    ],
    [
      'overlapping by way of another',
      [
        [0, 10],
        [25, 40],
        [9, 25],
      ],
      [0, 2, 1],
      [0, 40],
    ],
  ])('merges ranges %s', (_, given, joined, whole) => {
    const result = joinRanges(given, 0)!;
    expect([...result.joined].sort()).toEqual([...joined].sort());
    expect(result.whole).toEqual(whole);
  });
});
