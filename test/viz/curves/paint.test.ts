import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CurveScale } from '../../../viz/core/curves/curve-scale.ts';
import { ascendingCurves } from '../../../viz/core/curves/nearest.ts';
import { CurvePicture } from '../../../viz/core/curves/paint.ts';

const width = 40;
const height = 30;
const x: CurveScale = { min: 0, max: width, isLog: false, from: 0, to: width };
const y: CurveScale = { min: 0, max: height, isLog: false, from: 0, to: height };
const brush = { width: 1, opacity: 1, dash: 0 };

/** Paints curves in black on white. Returns how dark each pixel is, from 0 to 1, as `at(column, row)`. */
function paint(points: readonly (readonly [number, number])[], scaleY = y, own = brush) {
  const picture = new CurvePicture(width, height);
  const series = {
    starts: Uint32Array.of(0, points.length),
    x: Float64Array.from(points, ([each]) => each),
  };
  const values = Float64Array.from(points, ([, each]) => each);
  picture.paintCurve(series, values, 0, x, scaleY, [0, 0, 0], own);
  picture.fill([255, 255, 255]);
  const pixels = picture.toPixels();
  return (column: number, row: number) => 1 - pixels[4 * (row * width + column)]! / 255;
}

function darkPixels(at: (column: number, row: number) => number, limit = 0.02): [number, number][] {
  const found: [number, number][] = [];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) if (at(column, row) > limit) found.push([column, row]);
  }
  return found;
}

describe('CurvePicture', () => {
  it('is opaque, and shows its background where nothing is', () => {
    const picture = new CurvePicture(2, 1);
    picture.fill([1, 2, 3]);
    expect(Array.from(picture.toPixels())).toEqual([1, 2, 3, 255, 1, 2, 3, 255]);
  });

  it('paints a level line one pixel wide, between pixels half as dark on two', () => {
    const on = paint([
      [0, 10.5],
      [40, 10.5],
    ]);
    expect([on(20, 9), on(20, 10), on(20, 11)]).toEqual([0, 1, 0]);
    const between = paint([
      [0, 10],
      [40, 10],
    ]);
    expect(between(20, 9)).toBeCloseTo(0.5, 1);
    expect(between(20, 10)).toBeCloseTo(0.5, 1);
  });

  it('paints near the curve, and all along it', () => {
    const point = fc.tuple(
      // Not closer together than numbers can be distinguished at the border of the picture.
      fc.integer({ min: -80, max: 8 * (width + 10) }).map((eighths) => eighths / 8),
      fc.double({ min: 2, max: height - 2, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 12 }), fc.boolean(), (unsorted, isSorted) => {
        const points = isSorted ? unsorted.toSorted(([a], [b]) => a - b) : unsorted;
        const at = paint(points);
        const segments = points
          .slice(1)
          .flatMap((end, i) => (end[0] >= points[i]![0] ? [[points[i]!, end]] : []));
        for (const [from, to] of segments as [[number, number], [number, number]][]) {
          for (let share = 0.01; share < 1; share += 0.02) {
            const [px, py] = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
            const [column, row] = [Math.floor(px), Math.floor(py)];
            if (column < 0 || column >= width) continue;
            const around = [-1, 0, 1].map((shift) => at(column, row + shift));
            expect(Math.max(...around)).toBeGreaterThan(0.3);
          }
        }
        const all = [...segments, ...points.map((each) => [each, each])] as [
          [number, number],
          [number, number],
        ][];
        for (const [column, row] of darkPixels(at)) {
          const distances = all.map(([from, to]) => distance(column + 0.5, row + 0.5, from, to));
          expect(Math.min(...distances)).toBeLessThan(2.6);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is as dark along a steep line as along a level one', () => {
    const sums = [0, 0.5, 1, 3].map((slope) => {
      const at = paint([
        [5, 2],
        [5 + 24 / Math.max(1, slope), 2 + (24 * slope) / Math.max(1, slope)],
      ]);
      const length = (24 / Math.max(1, slope)) * Math.sqrt(1 + slope * slope);
      return darkPixels(at, 0).reduce((sum, [column, row]) => sum + at(column, row), 0) / length;
    });
    for (const sum of sums) expect(sum).toBeCloseTo(sums[0]!, 0);
  });

  it('leaves gaps at values without a place, and paints a lone value as a dot', () => {
    const at = paint([
      [2, 10],
      [8, 10],
      [12, NaN],
      [20, 10],
      [24, Infinity],
      [30, 10],
      [38, 10],
    ]);
    const columns = new Set(darkPixels(at).map(([column]) => column));
    for (let column = 9; column < 19; column++) expect(columns.has(column)).toBe(false);
    for (const column of [3, 20, 33]) expect(columns.has(column)).toBe(true);
    for (let column = 22; column < 29; column++) expect(columns.has(column)).toBe(false);
    const log = paint(
      [
        [2, 10],
        [8, 0],
        [20, 10],
      ],
      { ...y, min: 1, isLog: true },
    );
    expect(darkPixels(log).some(([column]) => column === 6)).toBe(false);
  });

  it('skips what lies left of the picture, however far', () => {
    const at = paint([
      [-1e12, 10.5],
      [40, 10.5],
    ]);
    expect(at(0, 10)).toBe(1);
    expect(at(39, 10)).toBe(1);
  });

  it('paints dashes', () => {
    const at = paint(
      [
        [0, 10.5],
        [40, 10.5],
      ],
      y,
      { ...brush, dash: 5 },
    );
    const row = Array.from({ length: width }, (_, column) => (at(column, 10) > 0.5 ? '#' : '.')).join('');
    expect(row).toMatch(/^#+\.+#+\.+#+/);
  });

  it('paints from the front to the back', () => {
    const level = { starts: Uint32Array.of(0, 2), x: Float64Array.of(0, 40) };
    const picture = new CurvePicture(width, height);
    const values = Float64Array.of(10.5, 10.5);
    picture.paintCurve(level, values, 0, x, y, [255, 0, 0], { ...brush, opacity: 0.5 });
    picture.paintCurve(level, values, 0, x, y, [0, 255, 0], brush);
    picture.paintRule('column', 20, [0, 0, 255]);
    const behind = new CurvePicture(width, height);
    behind.paintCurve(level, Float64Array.of(12.5, 12.5), 0, x, y, [0, 0, 0], { ...brush, opacity: 0.5 });
    behind.fill([200, 200, 200]);
    picture.paintBehind(behind);
    const pixels = picture.toPixels();
    const colorAt = (column: number, row: number) =>
      Array.from(pixels.subarray(4 * (row * width + column)).slice(0, 4));
    const expected: [number, number, number[]][] = [
      [10, 10, [128, 128, 0, 255]],
      [20, 10, [128, 128, 0, 255]],
      [20, 5, [0, 0, 255, 255]],
      [10, 12, [100, 100, 100, 255]],
      [10, 5, [200, 200, 200, 255]],
    ];
    for (const [column, row, color] of expected) {
      for (const [i, part] of colorAt(column, row).entries())
        expect(Math.abs(part - color[i]!)).toBeLessThan(4);
    }
  });

  it('paints many curves as if each lay behind those before', () => {
    // Taller than two words of the bits that mark finished pixels.
    const tall = 75;
    const scale = { ...y, max: tall, to: tall };
    const own = { width: 1.5, opacity: 0.7, dash: 0 };
    const values = fc.array(fc.double({ min: -5, max: tall + 5, noNaN: true }), {
      minLength: 9,
      maxLength: 9,
    });
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 40 }), (curves) => {
        const series = {
          starts: Uint32Array.from({ length: curves.length + 1 }, (_, curve) => 9 * curve),
          x: Float64Array.from({ length: 9 * curves.length }, (_, i) => 5 * (i % 9)),
        };
        const heights = Float64Array.from(curves.flat());
        const [together, apart] = [new CurvePicture(width, tall), new CurvePicture(width, tall)];
        for (let curve = 0; curve < curves.length; curve++) {
          const color = [(37 * curve) % 256, (101 * curve) % 256, (59 * curve) % 256] as const;
          together.paintCurve(series, heights, curve, x, scale, color, own);
          const alone = new CurvePicture(width, tall);
          alone.paintCurve(series, heights, curve, x, scale, color, own);
          apart.paintBehind(alone);
        }
        for (const picture of [together, apart]) picture.fill([255, 255, 255]);
        const expected = apart.toPixels();
        const differences = Array.from(together.toPixels(), (part, i) => Math.abs(part - expected[i]!));
        // Each curve may round down, and pixels are finished a little before they are opaque.
        expect(Math.max(...differences)).toBeLessThan(8);
      }),
      { numRuns: 60 },
    );
  });

  it('paints the same from the visible points of ascending curves as from all', () => {
    const values = fc.oneof(fc.double({ min: 0, max: height, noNaN: true }), fc.constant(NaN));
    const points = fc.array(fc.tuple(fc.integer({ min: -400, max: 900 }), values), { maxLength: 60 });
    const part = fc.tuple(fc.integer({ min: -50, max: 300 }), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(points, part, fc.constantFrom(0, 4), (unsorted, [min, length], dash) => {
        const sorted = unsorted.toSorted(([a], [b]) => a - b);
        const series = {
          starts: Uint32Array.of(0, sorted.length),
          x: Float64Array.from(sorted, ([each]) => each),
        };
        const heights = Float64Array.from(sorted, ([, each]) => each);
        const zoomed = { ...x, min, max: min + length };
        const paintWith = (ascending?: Uint8Array) => {
          const picture = new CurvePicture(width, height);
          const curves = ascending ? { ...series, ascending } : series;
          picture.paintCurve(curves, heights, 0, zoomed, y, [0, 0, 0], { ...brush, dash });
          return picture.toPixels();
        };
        const [visible, all] = [paintWith(ascendingCurves(series)), paintWith()];
        expect(visible.findIndex((part, i) => part !== all[i])).toBe(-1);
      }),
      { numRuns: 500 },
    );
  });

  it('paints a band between its ends', () => {
    const picture = new CurvePicture(width, height);
    const places = Float64Array.of(0, 40);
    picture.paintBand(
      places,
      Float64Array.of(5, 5),
      Float64Array.of(15, 25),
      0,
      2,
      x,
      { ...y, from: height, to: 0 },
      [0, 0, 0],
      0.5,
    );
    picture.fill([255, 255, 255]);
    const pixels = picture.toPixels();
    const dark = (column: number, row: number) => pixels[4 * (row * width + column)]! < 200;
    expect([dark(1, 10), dark(1, 20), dark(1, 27)]).toEqual([false, true, false]);
    expect([dark(38, 3), dark(38, 10), dark(38, 27)]).toEqual([false, true, false]);
  });

  it('paints no band where it has no ends, and on a log axis goes on below all values', () => {
    const picture = new CurvePicture(width, height);
    const log = { ...y, min: 1, isLog: true, from: height, to: 0 };
    const places = Float64Array.of(0, 20, 40);
    picture.paintBand(
      places,
      Float64Array.of(-1, -1, NaN),
      Float64Array.of(5, 5, NaN),
      0,
      3,
      x,
      log,
      [0, 0, 0],
      1,
    );
    picture.fill([255, 255, 255]);
    const pixels = picture.toPixels();
    const dark = (column: number, row: number) => pixels[4 * (row * width + column)]! < 200;
    expect([dark(10, 5), dark(10, 28), dark(30, 28)]).toEqual([false, true, false]);
  });
});

function distance(
  px: number,
  py: number,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
): number {
  const length = (x1 - x0) ** 2 + (y1 - y0) ** 2;
  const share =
    length === 0 ? 0 : Math.max(0, Math.min(1, ((px - x0) * (x1 - x0) + (py - y0) * (y1 - y0)) / length));
  return Math.hypot(x0 + share * (x1 - x0) - px, y0 + share * (y1 - y0) - py);
}
