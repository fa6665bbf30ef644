import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDotIndex } from '../../../viz/scatter/dots/dot-index.ts';
import { nextDot } from '../../../viz/scatter/dots/next-dot.ts';
import { packColor, paintDots } from '../../../viz/scatter/dots/paint.ts';
import { prepareDots, type DotsInput } from '../../../viz/scatter/dots/prepare-dots.ts';
import { shuffledIndices } from '../../../viz/scatter/dots/shuffle.ts';
import { columnOf } from '../make.ts';

const red = packColor([255, 0, 0]);
const blue = packColor([0, 0, 255]);
const margin = 10;

function painted(input: Partial<DotsInput>, mask: Uint8Array | null = null): Uint32Array {
  const whole: DotsInput = {
    ...{ x: Float32Array.of(20), y: Float32Array.of(20), codes: null, size: null },
    ...{ width: 40, height: 40, margin, ratio: 1 },
    ...input,
  };
  const side = (whole.width + 2 * margin) * whole.ratio;
  const data = new Uint32Array(side * side);
  paintDots({ width: side, height: side, data }, prepareDots(whole), Uint32Array.of(red, blue), mask);
  return data;
}

const countPixels = (data: Uint32Array) => data.reduce((count, pixel) => count + (pixel === 0 ? 0 : 1), 0);
/** Red, green, blue and opacity. */
const channelsOf = (pixel: number) => [...new Uint8Array(Uint32Array.of(pixel).buffer)];

describe('dots', () => {
  it('are centred on their position', () => {
    const data = painted({});
    const at = (x: number, y: number) => channelsOf(data[(y + margin) * 60 + x + margin]!);
    expect(at(20, 20).slice(0, 3)).toEqual([255, 0, 0]);
    expect(at(20, 20)[3]).toBeGreaterThan(200);
    expect(at(24, 20)[3]).toBe(at(16, 20)[3]);
    expect(at(30, 20)).toEqual([0, 0, 0, 0]);
  });

  it('are drawn at the resolution of the screen', () => {
    const [once, twice] = [countPixels(painted({})), countPixels(painted({ ratio: 2 }))];
    expect(twice / once).toBeGreaterThan(3);
  });

  it('stay within the picture', () => {
    const [x, y] = [Float32Array.of(-100, 500, 20), Float32Array.of(20, 20, -100)];
    expect(() => painted({ x, y })).not.toThrow();
    expect(countPixels(painted({ x, y }))).toBeGreaterThan(0);
  });

  it('mix where they overlap', () => {
    const [x, y] = [Float32Array.of(20, 20), Float32Array.of(20, 20)];
    const data = painted({ x, y, codes: Uint16Array.of(0, 1) });
    const [r, , b, opacity] = channelsOf(data[30 * 60 + 30]!);
    expect(Math.min(r!, b!)).toBeGreaterThan(0);
    expect(Math.max(r!, b!)).toBeGreaterThan(200);
    expect(opacity).toBeGreaterThan(240);
  });

  it('of other rows are left out by a mask', () => {
    const [x, y] = [Float32Array.of(10, 30), Float32Array.of(20, 20)];
    const data = painted({ x, y }, Uint8Array.of(0, 1));
    expect(data[30 * 60 + 20]).toBe(0);
    expect(data[30 * 60 + 40]).not.toBe(0);
  });

  it('have areas by a column, the smallest without a value', () => {
    const areaOf = (row: number, cells: (number | null)[]) => {
      const x = Float32Array.from(cells, () => 20);
      const size = columnOf(cells, 'size');
      if (size.kind !== 'number') throw new Error('expected a column of numbers');
      return countPixels(
        painted(
          { x, y: x, size },
          Uint8Array.from(cells, (_, at) => Number(at === row)),
        ),
      );
    };
    const cells = [1, 5, 9, null];
    const areas = cells.map((_, row) => areaOf(row, cells));
    expect(areas[0]).toBeLessThan(areas[1]!);
    expect(areas[1]).toBeLessThan(areas[2]!);
    expect(areas[3]).toBe(areas[0]);
  });

  it('of no class cover those of another because they come later', () => {
    // Two classes on the same pixels: the later rows are all of the second one.
    const length = 60_000;
    const places = Float32Array.from({ length }, (_, row) => row % 40);
    const y = Float32Array.from({ length }, (_, row) => Math.floor(row / 40) % 40);
    const codes = Uint16Array.from({ length }, (_, row) => Number(row >= length / 2));
    const data = painted({ x: places, y, codes });
    const [reds, blues] = [red, blue].map((color) => data.filter((pixel) => pixel === color).length);
    expect(reds! / (reds! + blues!)).toBeGreaterThan(0.4);
    expect(reds! / (reds! + blues!)).toBeLessThan(0.6);
  });
});

describe('the painting order', () => {
  it('holds every row once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (length) => {
        const order = shuffledIndices(length);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, row) => row));
      }),
    );
  });

  it.each([65_535, 65_536, 100_003])(
    'are painted once for each of %i rows, and no class comes last',
    (length) => {
      const order = shuffledIndices(length);
      expect(order.toSorted().findIndex((row, at) => row !== at)).toBe(-1);
      const classes: Record<string, (row: number) => boolean> = {
        'first half': (row) => row < length / 2,
        even: (row) => row % 2 === 0,
        'every other four': (row) => row % 8 < 4,
        'every other block': (row) => row % 32 < 16,
      };
      // Four standard deviations of a share, if rows were chosen by blocks of 16.
      const limit = 4 * Math.sqrt((0.25 * 16) / (length / 16));
      const shareOf = (rows: Uint32Array, isMember: (row: number) => boolean) =>
        rows.reduce((sum, row) => sum + Number(isMember(row)), 0) / rows.length;
      for (const [name, isMember] of Object.entries(classes)) {
        expect(Math.abs(shareOf(order.subarray(-length / 16), isMember) - 0.5), name).toBeLessThan(limit);
        // Of rows of one place, the last one is visible.
        const ends = order.filter((_, at) => at % 16 === 15);
        expect(Math.abs(shareOf(ends, isMember) - 0.5), name).toBeLessThan(limit);
      }
    },
  );
});

const coordinate = fc.integer({ min: 0, max: 60 });
const points = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 40 });
const rowsOf = (length: number) => Uint32Array.from({ length }, (_, row) => row);

describe('the nearest dot', () => {
  it('is that of a search among all', () => {
    fc.assert(
      fc.property(points, coordinate, coordinate, fc.integer({ min: 0, max: 30 }), (all, x, y, reach) => {
        const [xs, ys] = [0, 1].map((side) => Float32Array.from(all, (point) => point[side]!));
        const distances = all.map(([left, top]) => Math.hypot(left - x, top - y));
        const nearest = Math.min(...distances);
        const expected = nearest <= reach ? distances.indexOf(nearest) : null;
        const found = createDotIndex(xs!, ys!, rowsOf(all.length)).nearest(x, y, reach);
        expect(found).toBe(expected);
      }),
    );
  });

  it('is one of the given rows', () => {
    const xs = Float32Array.of(0, 5);
    expect(createDotIndex(xs, xs, Uint32Array.of(1)).nearest(0, 0, 20)).toBe(1);
  });
});

describe('the next dot', () => {
  it('visits all rows by position, and back', () => {
    fc.assert(
      fc.property(fc.array(coordinate, { maxLength: 30 }), (all) => {
        const positions = Float32Array.from(all);
        const rows = rowsOf(all.length);
        const expected = [...rows].sort((a, b) => all[a]! - all[b]! || a - b);
        const walk = (step: 1 | -1) => {
          const visited: number[] = [];
          for (let row = nextDot(positions, rows, null, step); row !== null;) {
            visited.push(row);
            row = nextDot(positions, rows, row, step);
          }
          return visited;
        };
        expect(walk(1)).toEqual(expected);
        expect(walk(-1)).toEqual(expected.toReversed());
      }),
    );
  });
});
