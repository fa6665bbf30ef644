import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANES } from '../../viz/core/lanes.ts';
import { createLayout, fittingOrientation, indexAt, type Orientation } from '../../viz/core/layout.ts';
import { axisTicks, fitName } from '../../viz/core/ticks.ts';
import { createAxisScale } from '../../viz/core/scales.ts';
import { onScreen, pointIn } from '../../viz/gestures/frame-point.ts';
import { columnOf } from './make.ts';

describe('fittingOrientation', () => {
  it.each<[Orientation | 'auto', number, number, Orientation]>([
    ['auto', 1000, 30, 'horizontal'],
    ['auto', 360, 3, 'horizontal'],
    ['auto', 360, 4, 'vertical'],
    ['auto', 360, 1, 'horizontal'],
    ['auto', 0, 9, 'horizontal'],
    ['vertical', 2000, 2, 'vertical'],
    ['horizontal', 200, 20, 'horizontal'],
  ])('%s in %d pixels with %d axes is %s', (wanted, width, axes, expected) => {
    expect(fittingOrientation(wanted, width, axes)).toBe(expected);
  });
});

describe('createLayout', () => {
  it('leaves each axis room, keeps all within the drawing and finds each by its place', () => {
    const orientation = fc.constantFrom<Orientation>('horizontal', 'vertical');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.boolean(),
        orientation,
        (width, height, axisCount, hasLanes, turn) => {
          const lanes = hasLanes ? (turn === 'vertical' ? LANES : LANES.slice(0, 2)) : [];
          const layout = createLayout({ width, height, axisCount, lanes, orientation: turn });
          expect(layout.axisX).toHaveLength(axisCount);
          for (const [index, x] of layout.axisX.entries()) {
            expect(x).toBeGreaterThan(0);
            expect(x).toBeLessThan(layout.width);
            expect(indexAt(layout, x)).toBe(index);
          }
          expect(layout.width).toBeGreaterThanOrEqual(width);
          expect(layout.bodyHeight).toBeGreaterThan(55);
          for (const y of layout.laneY.values()) {
            expect(y).toBeGreaterThan(layout.bodyHeight);
            expect(layout.top + y).toBeLessThan(layout.height);
          }
        },
      ),
    );
  });
});

describe('points of a turned drawing', () => {
  it('lie on the screen where the pointer is', () => {
    const place = { left: 30, top: 50, right: 330, bottom: 850 };
    const element = { getBoundingClientRect: () => place } as unknown as Element;
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 330 }),
        fc.integer({ min: 50, max: 850 }),
        (clientX, clientY) => {
          const at = { x: clientX - place.left, y: clientY - place.top };
          for (const turn of ['horizontal', 'vertical'] as const) {
            const point = pointIn(element, { clientX, clientY }, turn);
            expect(onScreen(point, place.right - place.left, turn)).toEqual(at);
          }
        },
      ),
    );
    // High values lie right: the top of an axis is the right edge.
    expect(pointIn(element, { clientX: 330, clientY: 60 }, 'vertical')).toEqual({ x: 10, y: 0 });
  });
});

describe('names of categories', () => {
  it.each([
    ['relu', 60, 'relu'],
    ['a very long name', 63, 'a very lo…'],
    ['abc', 1, 'a…'],
  ])('%s in %d pixels is %s', (name, room, expected) => {
    expect(fitName(name, room)).toBe(expected);
  });

  it('thin out side by side sooner than below each other', () => {
    const column = columnOf(Array.from({ length: 12 }, (_, at) => `category ${String(at)}`));
    const scale = createAxisScale(column, 'category', 300, false);
    const named = (turn: Orientation) =>
      axisTicks(scale, false, turn).filter(({ label }) => label !== '').length;
    expect([named('horizontal'), named('vertical')]).toEqual([12, 3]);
  });
});
