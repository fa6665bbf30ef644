import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Series } from '../../../history/index.ts';
import { curveTicks, timeUnit } from '../../../viz/core/curves/axis.ts';
import { bestPoints } from '../../../viz/core/curves/best-points.ts';
import {
  moved,
  padded,
  pixelOf,
  rangeOfX,
  rangeOfY,
  valueOf,
  type CurveScale,
} from '../../../viz/core/curves/curve-scale.ts';
import { meanCurves } from '../../../viz/core/curves/mean-band.ts';
import { ascendingCurves, nearestPoint } from '../../../viz/core/curves/nearest.ts';
import { curvePath } from '../../../viz/core/curves/path.ts';
import { smooth } from '../../../viz/core/curves/smooth.ts';
import { nameWidth } from '../../../viz/core/scale/ticks.ts';

type Points = readonly (readonly [number, number])[];

function seriesOf(...curves: readonly Points[]): Series {
  const points = curves.flat();
  const starts = new Uint32Array(curves.length + 1);
  for (const [i, curve] of curves.entries()) starts[i + 1] = starts[i]! + curve.length;
  return {
    runs: Uint32Array.from(curves, (_, i) => i),
    starts,
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y),
  };
}

const scale = (min: number, max: number, from: number, to: number, isLog = false): CurveScale => ({
  min,
  max,
  isLog,
  from,
  to,
});

const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  fc.constantFrom(NaN, Infinity, -Infinity),
);
const curve = fc
  .array(value, { minLength: 1, maxLength: 30 })
  .map((values) => values.map((y, i): [number, number] => [i + 1, y]));

describe('smooth', () => {
  it('is the average of all values so far, with weights that fall by a factor per value', () => {
    fc.assert(
      fc.property(
        fc.array(curve, { maxLength: 3 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (curves, weight) => {
          const series = seriesOf(...curves);
          const expected = curves.flatMap((points) =>
            points.map(([, y], i) => {
              if (!Number.isFinite(y)) return y;
              const before = points
                .slice(0, i + 1)
                .flatMap((each) => (Number.isFinite(each[1]) ? each[1] : []));
              const weights = before.map((_, at) => weight ** (before.length - 1 - at));
              const sum = weights.reduce((a, b) => a + b, 0);
              return before.reduce((total, each, at) => total + each * (weights[at]! / sum), 0);
            }),
          );
          const smoothed = smooth(series, weight);
          expect(smoothed.length).toBe(expected.length);
          for (const [i, each] of expected.entries()) {
            if (Number.isFinite(each)) expect(smoothed[i]).toBeCloseTo(each, 6);
            else expect(smoothed[i]).toBe(each);
          }
        },
      ),
    );
  });

  it.each([
    ['no smoothing', 0, [1, 2, 3]],
    // By hand: (1 + 2·2) / 3, then (1 + 2·2 + 4·3) / 7.
    ['half', 0.5, [1, 5 / 3, 17 / 7]],
  ])('returns known values for %s', (_, weight, expected) => {
    const smoothed = smooth(seriesOf(expected.map((_each, i) => [i, i + 1])), weight);
    for (const [i, each] of expected.entries()) expect(smoothed[i]).toBeCloseTo(each, 12);
  });
});

describe('scales of curves', () => {
  it('invert pixels, also upside down and on a log axis', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1, noNaN: true }),
        fc.double({ min: 2, max: 1e4, noNaN: true }),
        fc.boolean(),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (min, max, isLog, isInverted, share) => {
          const [from, to] = isInverted ? [300, 0] : [0, 300];
          const each = scale(min, max, from!, to!, isLog);
          expect(pixelOf(each, min)).toBeCloseTo(from!, 6);
          expect(pixelOf(each, max)).toBeCloseTo(to!, 6);
          expect(pixelOf(each, valueOf(each, 300 * share))).toBeCloseTo(300 * share, 6);
        },
      ),
    );
  });

  it('zoom around the middle and move by a share of the length', () => {
    const each = scale(0, 10, 0, 100);
    expect(moved(each, 0.5, 0)).toEqual({ min: 2.5, max: 7.5 });
    expect(moved(each, 1, 0.2)).toEqual({ min: 2, max: 12 });
    const upwards = moved(scale(0, 10, 100, 0), 1, 0.2);
    expect([upwards.min, upwards.max]).toEqual([2, 12]);
  });

  it('leave out what they have no place for', () => {
    const series = seriesOf([
      [1, NaN],
      [2, -1],
      [3, 10],
      [4, Infinity],
      [5, 0.1],
    ]);
    expect(rangeOfX([series])).toEqual({ min: 1, max: 5 });
    expect(rangeOfY([series], { min: 1, max: 5 }, false)).toEqual({ min: -1, max: 10 });
    expect(rangeOfY([series], { min: 1, max: 5 }, true)).toEqual({ min: 0.1, max: 10 });
    expect(rangeOfY([series], { min: 5, max: 6 }, false)).toEqual({ min: 0.1, max: 0.1 });
    expect(rangeOfY([series], { min: 1, max: 1 }, false)).toBeNull();
    expect(rangeOfX([])).toBeNull();
  });

  it.each([
    [{ min: 0, max: 0 }, false],
    [{ min: 3, max: 3 }, false],
    [{ min: -3, max: -3 }, false],
    [{ min: 3, max: 3 }, true],
    [{ min: 1, max: 2 }, true],
  ])('have room around %o', (range, isLog) => {
    const { min, max } = padded(range, isLog);
    expect(min).toBeLessThan(range.min);
    expect(max).toBeGreaterThan(range.max);
  });
});

describe('curveTicks', () => {
  it('has labels that do not overlap, within the scale', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e7, noNaN: true }),
        fc.integer({ min: 60, max: 900 }),
        fc.boolean(),
        (min, span, length, isRow) => {
          const each = isRow ? scale(min, min + span, 0, length) : scale(min, min + span, length, 0);
          const ticks = curveTicks(each, isRow ? 'row' : 'column', false).filter(({ label }) => label !== '');
          for (const [i, { pixel, label }] of ticks.entries()) {
            expect(pixel).toBeGreaterThanOrEqual(-0.001);
            expect(pixel).toBeLessThanOrEqual(length + 0.001);
            if (i === 0) continue;
            const before = ticks[i - 1]!;
            const sizes = isRow ? [before.label, label].map((text) => nameWidth(text.length)) : [14, 14];
            expect(pixel - before.pixel).toBeGreaterThanOrEqual((sizes[0]! + sizes[1]!) / 2);
          }
        },
      ),
    );
  });

  it('counts in a unit of time', () => {
    expect(timeUnit(100).name).toBe('seconds');
    expect(timeUnit(3 * 3600)).toEqual({ unit: 3600, name: 'hours' });
    const labels = curveTicks(scale(0, 3 * 3600, 0, 300), 'row', false, 3600).map(({ label }) => label);
    expect(labels).toEqual(['0', '1', '2', '3']);
  });
});

describe('meanCurves', () => {
  const runs = seriesOf(
    [
      [1, 1],
      [2, 3],
    ],
    [
      [1, 3],
      [2, NaN],
      [3, 7],
    ],
    [[1, 10]],
  );

  it('averages at every record, and leaves out what is not finite', () => {
    const { starts, x, y, n, low, high, members, runs: first } = meanCurves(runs, runs.y, [4, 4, 2], 'range');
    expect(Array.from(starts)).toEqual([0, 3, 4]);
    expect(Array.from(x)).toEqual([1, 2, 3, 1]);
    expect(Array.from(y)).toEqual([2, 3, 7, 10]);
    expect(Array.from(n)).toEqual([2, 1, 1, 1]);
    expect(Array.from(low)).toEqual([1, NaN, NaN, NaN]);
    expect(Array.from(high)).toEqual([3, NaN, NaN, NaN]);
    expect(Array.from(first)).toEqual([0, 2]);
    expect(members.map((each) => Array.from(each))).toEqual([[0, 1], [2]]);
  });

  it.each([
    // Of 1 and 3: the sample standard deviation is √2, and Student's t for one degree of freedom is 12.706.
    ['sd', Math.SQRT2],
    ['ci', 12.7062],
  ] as const)('has bands of the %s', (band, half) => {
    const { low, high } = meanCurves(runs, runs.y, [0, 0, 1], band);
    expect(low[0]).toBeCloseTo(2 - half, 3);
    expect(high[0]).toBeCloseTo(2 + half, 3);
  });

  it('interpolates between records at other places', () => {
    const series = seriesOf(
      [
        [0, 0],
        [4, 4],
      ],
      [[1, 3]],
    );
    const { x, y, n } = meanCurves(series, series.y, [0, 0], 'range');
    expect(Array.from(x)).toEqual([0, 1, 4]);
    expect(Array.from(y)).toEqual([0, 2, 4]);
    expect(Array.from(n)).toEqual([1, 2, 1]);
  });
});

describe('nearestPoint', () => {
  it('finds the curve that a search over all segments finds', () => {
    const pixels = fc.double({ min: 0, max: 100, noNaN: true });
    const shuffled = fc.array(fc.tuple(pixels, fc.oneof(pixels, fc.constant(NaN))), {
      minLength: 1,
      maxLength: 8,
    });
    const ascending = shuffled.map((points) => points.toSorted(([a], [b]) => a - b));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(shuffled, ascending), { maxLength: 5 }),
        fc.tuple(pixels, pixels),
        (curves, [x, y]) => {
          const series = seriesOf(...curves);
          const plain = scale(0, 100, 0, 100);
          const found = nearestPoint(series, series.y, ascendingCurves(series), plain, plain, { x, y }, 24);
          const distances = curves.map((points) => distanceToCurve(points, x, y));
          const least = Math.min(Infinity, ...distances);
          if (found === null) expect(least).toBeGreaterThanOrEqual(24 - 1e-9);
          else {
            expect(distances[found.curve]).toBeCloseTo(least, 6);
            expect(Number.isFinite(series.y[found.point])).toBe(true);
            expect(found.point).toBeGreaterThanOrEqual(series.starts[found.curve]!);
            expect(found.point).toBeLessThan(series.starts[found.curve + 1]!);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** By sampling each segment densely enough is not exact, so this projects onto the line of the segment. */
function distanceToCurve(points: Points, x: number, y: number): number {
  const distances = points.flatMap(([x1, y1], i) => {
    if (Number.isNaN(y1)) return [];
    const own = Math.hypot(x1 - x, y1 - y);
    const [x0, y0] = points[i - 1] ?? [NaN, NaN];
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (Number.isNaN(y0) || length === 0) return [own];
    const along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length;
    const across = Math.abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / length;
    return along >= 0 && along <= length ? [across] : [own, Math.hypot(x0 - x, y0 - y)];
  });
  return Math.min(Infinity, ...distances);
}

describe('curvePath', () => {
  it('keeps at most four points of a column of pixels, the extremes among them', () => {
    const points = Array.from({ length: 1000 }, (_, i): [number, number] => [i / 100, Math.sin(i)]);
    const series = seriesOf(points);
    const path = curvePath(series, series.y, 0, scale(0, 10, 0, 10), scale(-1, 1, 100, 0));
    const drawn = Array.from(path.matchAll(/[ML]([\d.]+),([\d.]+)/g), ([, x, y]) => [Number(x), Number(y)]);
    expect(drawn.length).toBeLessThanOrEqual(40);
    const heights = points.map(([, y]) => Number((50 - 50 * y).toFixed(2)));
    expect(Math.max(...drawn.map(([, y]) => y!))).toBe(Math.max(...heights));
    expect(Math.min(...drawn.map(([, y]) => y!))).toBe(Math.min(...heights));
  });

  it('begins again behind a gap', () => {
    const series = seriesOf([
      [0, 0],
      [1, NaN],
      [2, 2],
      [3, 3],
    ]);
    const plain = scale(0, 10, 0, 10);
    expect(curvePath(series, series.y, 0, plain, plain)).toBe('M0.00,0.00h0M2.00,2.00h0L3.00,3.00');
  });
});

describe('bestPoints', () => {
  it.each([
    ['min', [2, 3]],
    ['max', [1, 3]],
    ['none', [-1, -1]],
  ] as const)('finds the first best of each curve for %s', (direction, expected) => {
    const series = seriesOf(
      [
        [1, NaN],
        [2, 5],
        [3, 1],
      ],
      [
        [1, 4],
        [2, 4],
      ],
    );
    expect(Array.from(bestPoints(series, direction))).toEqual(expected);
  });
});
