import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsPath, countBars } from '../../../viz/core/layout/histogram.ts';

describe('countBars', () => {
  it('counts rows by their positions on the axis, without lanes', () => {
    const positions = Float32Array.of(0, 9.9, 10, 99, 100, 115);
    expect([...countBars({ positions, height: 100, bars: 10 }, Uint32Array.of(0, 1, 2, 3, 4, 5))]).toEqual([
      2, 1, 0, 0, 0, 0, 0, 0, 0, 2,
    ]);
    expect([...countBars({ positions, height: 100, bars: 2 }, Uint32Array.of(2))]).toEqual([1, 0]);
  });

  it('counts every row on the axis once', () => {
    const position = fc.float({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(position), fc.integer({ min: 1, max: 40 }), (ys, bars) => {
        const rows = Uint32Array.from(ys, (_, row) => row);
        const counts = countBars({ positions: Float32Array.from(ys), height: 100, bars }, rows);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ys.length);
      }),
    );
  });
});

describe('barsPath', () => {
  it('draws the largest bar at full width, a quarter of its count at half width, and no empty bars', () => {
    expect(barsPath(Uint32Array.of(4, 1), 4, 20, 30)).toBe(
      'M0,0L30.0,0.0L30.0,10.0L15.0,10.0L15.0,20.0L0,20Z',
    );
    expect(barsPath(Uint32Array.of(0), 0, 20, 30)).toBe('');
  });
});
