import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pixelOf, type CurveScale } from '../../../viz/core/curves/curve-scale.ts';
import { pointAt } from '../../../viz/core/curves/nearest.ts';
import { noZoom } from '../../../viz/curves/types.ts';
import { draggedArea, zoomByKey, zoomToArea } from '../../../viz/curves/zoom.ts';

const size = { width: 400, height: 200 };
const x: CurveScale = { min: 1, max: 101, isLog: false, from: 0, to: 400 };
const y: CurveScale = { min: 0.01, max: 100, isLog: true, from: 200, to: 0 };

describe('draggedArea', () => {
  it.each([
    ['a click', [10, 10], [13, 12], null],
    ['a flat drag', [10, 10], [110, 20], { x: [10, 110], y: null }],
    ['a steep drag', [10, 110], [20, 10], { x: null, y: [110, 10] }],
    ['a drag across', [10, 110], [110, 10], { x: [10, 110], y: [110, 10] }],
    ['a drag out of the chart', [390, 190], [500, 300], { x: [390, 400], y: [190, 200] }],
    ['a short steep drag', [10, 10], [12, 18], { x: null, y: [10, 18] }],
    ['a short diagonal', [10, 10], [18, 18], { x: [10, 18], y: null }],
  ] as const)('%s', (_, [x0, y0], [x1, y1], area) => {
    expect(draggedArea({ x: x0, y: y0 }, { x: x1, y: y1 }, size)).toEqual(area);
  });
});

describe('zoomToArea', () => {
  it('shows what lay between the pixels, on linear and logarithmic axes', () => {
    const pixel = (most: number) => fc.double({ min: 0, max: most, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(pixel(400), pixel(400), pixel(200), pixel(200)), ([a, b, c, d]) => {
        const zoom = zoomToArea(noZoom, { x: [a, b], y: [c, d] }, x, y);
        expect(pixelOf(x, zoom.x!.min)).toBeCloseTo(Math.min(a, b), 6);
        expect(pixelOf(x, zoom.x!.max)).toBeCloseTo(Math.max(a, b), 6);
        expect(pixelOf(y, zoom.y!.min)).toBeCloseTo(Math.max(c, d), 6);
        expect(pixelOf(y, zoom.y!.max)).toBeCloseTo(Math.min(c, d), 6);
      }),
    );
  });

  it('leaves an axis that was not dragged as it was', () => {
    const zoom = { x: { min: 3, max: 4 }, y: null };
    expect(zoomToArea(zoom, { x: null, y: [50, 150] }, x, y).x).toEqual(zoom.x);
    expect(zoomToArea(zoom, { x: [0, 200], y: null }, x, y).y).toBeNull();
  });
});

describe('zoomByKey', () => {
  const wholeX = { min: 1, max: 101 };
  const inside = { ...x, min: 41, max: 61 };
  it.each([
    ['+', x, { min: 26, max: 76 }],
    ['=', x, { min: 26, max: 76 }],
    ['-', inside, { min: 31, max: 71 }],
    ['-', { ...x, min: 21, max: 81 }, null],
    ['ArrowLeft', inside, { min: 37, max: 57 }],
    ['ArrowRight', inside, { min: 45, max: 65 }],
    ['ArrowRight', { ...x, min: 80, max: 100 }, { min: 81, max: 101 }],
    ['ArrowLeft', { ...x, min: 2, max: 22 }, { min: 1, max: 21 }],
    ['0', inside, null],
  ])('%s zooms or moves the x axis, within the curves', (key, scale, range) => {
    const zoom = { x: { min: scale.min, max: scale.max }, y: null };
    const next = zoomByKey(key, zoom, { x: scale, y, wholeX })!;
    if (range === null) expect(next.x).toBeNull();
    else {
      expect(next.x!.min).toBeCloseTo(range.min, 9);
      expect(next.x!.max).toBeCloseTo(range.max, 9);
    }
  });

  it('moves a logarithmic y axis by a share of its decades', () => {
    const up = zoomByKey('ArrowUp', noZoom, { x, y, wholeX })!.y!;
    const decades = [Math.log10(up.min), Math.log10(up.max)];
    expect(decades[0]).toBeCloseTo(-2 + 0.8, 9);
    expect(decades[1]).toBeCloseTo(2 + 0.8, 9);
  });

  it('leaves other keys to the page', () => {
    expect(zoomByKey('a', noZoom, { x, y, wholeX })).toBeNull();
  });
});

it('finds the point of a curve at a place', () => {
  const series = { starts: Uint32Array.of(0, 3, 5), x: Float64Array.of(1, 2, 9, 4, 6) };
  expect([0, 5, 6, 20].map((place) => pointAt(series, 0, place))).toEqual([0, 1, 2, 2]);
  expect([0, 5].map((place) => pointAt(series, 1, place))).toEqual([3, 3]);
});
