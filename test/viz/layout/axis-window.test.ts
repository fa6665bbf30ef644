import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisWindow, chunkAt } from '../../../viz/core/axis-window.ts';
import { createLayout } from '../../../viz/core/layout/layout.ts';

const layoutOf = (width: number, axisCount: number) => createLayout({ width, height: 400, axisCount });

describe('the part of a wide plot that is rendered', () => {
  it('holds all that is visible, and the axes on either side of it, wherever the plot is scrolled', () => {
    const setting = fc.record({
      view: fc.integer({ min: 100, max: 3000 }),
      axisCount: fc.integer({ min: 1, max: 600 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(setting, ({ view, axisCount, share }) => {
        const layout = layoutOf(view, axisCount);
        const scroll = share * (layout.width - view);
        const part = axisWindow(layout, view, chunkAt(scroll, view));
        expect(part.left).toBeLessThanOrEqual(scroll);
        expect(part.left + part.width).toBeGreaterThanOrEqual(scroll + view);
        const visible = layout.axisX.flatMap((x, index) =>
          x >= scroll && x <= scroll + view ? [index] : [],
        );
        for (const index of visible) {
          expect(part.first).toBeLessThanOrEqual(Math.max(0, index - 1));
          expect(part.end).toBeGreaterThan(Math.min(axisCount - 1, index + 1));
        }
      }),
    );
  });

  it('does not grow with the number of axes', () => {
    const counts = [100, 500, 5000].map((axisCount) => {
      const part = axisWindow(layoutOf(1200, axisCount), 1200, 3);
      return part.end - part.first;
    });
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeLessThan(80);
  });

  it('is the whole of a plot that fits', () => {
    const layout = layoutOf(1200, 10);
    expect(axisWindow(layout, 1200, 0)).toEqual({ left: 0, width: layout.width, first: 0, end: 10 });
  });
});
