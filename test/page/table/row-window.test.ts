import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_HEIGHT, rowWindow, scrollToRow } from '../../../src/page/table/row-window.ts';

const scroll = fc
  .record({
    count: fc.oneof(fc.nat(100), fc.nat(5_000_000)),
    height: fc.integer({ min: 0, max: 2000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ count, height, share }) => {
    const total = Math.min(count * 28, MAX_HEIGHT);
    return { count, height, rowHeight: 28, scrollTop: share * Math.max(0, total - height), overscan: 8 };
  });

describe('the window of rows', () => {
  it('covers the viewport, and is as tall as all rows or the limit', () => {
    fc.assert(
      fc.property(scroll, (at) => {
        const { first, last, before, after } = rowWindow(at);
        const total = Math.min(at.count * 28, MAX_HEIGHT);
        const rows = (last - first) * 28;
        expect(before + rows + after).toBeCloseTo(Math.max(total, before + rows), 3);
        expect(before).toBeLessThanOrEqual(at.scrollTop + 1e-6);
        expect(before + rows).toBeGreaterThanOrEqual(Math.min(total, at.scrollTop + at.height) - 1e-6);
        expect(rows).toBeLessThanOrEqual(at.height + 18 * 28);
      }),
    );
  });

  it('has the first and the last row of ten million at the ends', () => {
    const at = { count: 10_000_000, rowHeight: 28, height: 600, overscan: 8 };
    expect(rowWindow({ ...at, scrollTop: 0 })).toMatchObject({ first: 0, before: 0 });
    expect(rowWindow({ ...at, scrollTop: MAX_HEIGHT })).toMatchObject({ last: 10_000_000, after: 0 });
  });

  it.each([
    ['above', 3, 84],
    ['at the top', 10, 280],
    ['at the bottom', 19, 280],
    ['below', 20, 308],
  ])('scrolls to a row that is %s only if it is not visible', (_, row, expected) => {
    const at = { count: 1000, rowHeight: 28, scrollTop: 280, height: 336 };
    expect(scrollToRow(at, row, 280)).toBe(expected);
  });

  it('moves only as far as a row needs', () => {
    fc.assert(
      fc.property(scroll, fc.double({ min: 0, max: 1, noNaN: true }), (at, share) => {
        fc.pre(at.count > 0 && at.height >= 100);
        const row = Math.floor(share * (at.count - 1));
        const scrollTop = scrollToRow(at, row, at.height - 56);
        const { first, last } = rowWindow({ ...at, scrollTop });
        expect(first <= row && row < last).toBe(true);
        expect(scrollToRow({ ...at, scrollTop }, row, at.height - 56)).toBeCloseTo(scrollTop, 3);
      }),
    );
  });
});
