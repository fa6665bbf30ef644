import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packLanes } from '../../../analysis/index.ts';

const pack = (intervals: readonly (readonly [number, number])[]) =>
  packLanes(
    Float64Array.from(intervals, ([start]) => start),
    Float64Array.from(intervals, ([, end]) => end),
  );

describe('lanes of intervals', () => {
  it.each([
    {
      name: 'one after the other, touching',
      intervals: [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      lanes: [0, 0, 0],
    },
    {
      name: 'two workers',
      intervals: [
        [0, 5],
        [1, 2],
        [3, 6],
        [5, 7],
      ],
      lanes: [0, 1, 1, 0],
    },
    {
      name: 'not in the order of their starts',
      intervals: [
        [4, 6],
        [0, 5],
      ],
      lanes: [1, 0],
    },
    {
      name: 'without an end',
      intervals: [
        [0, NaN],
        [0, NaN],
        [0, 2],
      ],
      lanes: [0, 0, 0],
    },
    {
      name: 'without a start',
      intervals: [
        [NaN, NaN],
        [0, 1],
      ],
      lanes: [-1, 0],
    },
    { name: 'none', intervals: [], lanes: [] },
  ] as const)('$name', ({ intervals, lanes }) => {
    const found = pack(intervals);
    expect([...found.lanes]).toEqual([...lanes]);
    expect(found.count).toBe(Math.max(-1, ...lanes) + 1);
  });

  it('are free of overlaps, and as few as can be', () => {
    const interval = fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 10 }))
      .map(([start, length]) => [start, start + length] as const);
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 25 }), (intervals) => {
        const { lanes, count } = pack(intervals);
        for (const [i, [start, end]] of intervals.entries()) {
          for (const [j, [otherStart, otherEnd]] of intervals.entries()) {
            if (i < j && lanes[i] === lanes[j]) expect(end <= otherStart || otherEnd <= start).toBe(true);
          }
        }
        const atOnce = Array.from({ length: 41 }, (_, time) => {
          return intervals.filter(([start, end]) => start <= time && time < end).length;
        });
        expect(count).toBe(Math.max(0, ...atOnce));
      }),
    );
  });
});
