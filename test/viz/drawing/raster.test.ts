import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sourceHash } from '../../../scripts/raster-kernel.ts';
import { drawBinned } from '../../../viz/core/raster/bins.ts';
import { unitsFor, type GapDrawing } from '../../../viz/core/raster/engine.ts';
import { flatColors } from '../../../viz/core/raster/row-colors.ts';
import { sources } from '../../../viz/core/raster/kernel/bytes.ts';
import { createKernel, type Kernel } from '../../../viz/core/raster/kernel/kernel.ts';
import { rasterLines, type LineScene } from '../../../viz/core/raster/lines.ts';
import { createScratch } from '../../../viz/core/raster/scratch.ts';
import { drawSpans } from '../../../viz/core/raster/spans.ts';
import { createPairHistograms, padding } from '../../../viz/core/raster/pair-histograms.ts';
import { progressAt } from '../../../viz/core/raster/style.ts';
import { createOpacityTransfer, opacityAt, opacityTable } from '../../../viz/core/raster/opacity-transfer.ts';

const CELLS = 64;
const HEIGHT = 96;
const COLUMNS = 50;
const LINE_WIDTH = 1.3;
/** From this number on the slope correction is full. */
const LINE_COUNT = 4000;

let kernel: Kernel;

beforeAll(async () => {
  kernel = await createKernel();
});

type Line = readonly [from: number, to: number];

const sum = (numbers: Iterable<number>) => Array.from(numbers).reduce((total, number) => total + number, 0);

/** The density in every pixel of every column of a gap, by either way to draw lines. */
function densities(
  way: 'spans' | 'bins',
  lines: readonly Line[],
  curve = 0,
  fractions: readonly number[] | null = null,
): Float32Array[][] {
  const scratch = createScratch(kernel);
  const bytes = (HEIGHT + 2) * 16;
  const columns: Float32Array[][] = Array.from({ length: COLUMNS }, () => []);
  const column = scratch.empty(bytes);
  const drawing: GapDrawing = {
    left: scratch.store(Float32Array.from(lines, ([from]) => from)),
    right: scratch.store(Float32Array.from(lines, ([, to]) => to)),
    rows: 0,
    count: lines.length,
    columns: COLUMNS,
    height: HEIGHT,
    scale: 1,
    offset: 0,
    lineWidth: LINE_WIDTH,
    curve,
    kind: fractions === null ? 0 : 1,
    values: fractions === null ? 0 : scratch.store(Float32Array.from(fractions)),
    colors: 0,
    counted: 0,
    units: unitsFor(lines.length),
    shift: fractions === null ? 2 : 4,
    column,
    finish: (number) => {
      const cells = new Float32Array(kernel.read(column, HEIGHT * 16).buffer);
      columns[number] = [0, 1, 2].map((plane) => cells.filter((_, at) => at % 4 === plane));
    },
  };
  if (way === 'bins') drawBinned(kernel, createPairHistograms(kernel), scratch, drawing, CELLS);
  else drawSpans(kernel, scratch, drawing, 4);
  scratch.release();
  return columns;
}

/** Where a line crosses the two axes of a gap, far enough from the ends to lie fully inside. */
const place = fc.float({ min: 4, max: HEIGHT - 4, noNaN: true });
const line = fc.tuple(place, place);

/** Repeats the lines until the slope correction is full. */
const many = (lines: readonly Line[]) =>
  Array.from({ length: LINE_COUNT }, (_, index) => lines[index % lines.length]!);

describe('the kernel', () => {
  it('is compiled from the current sources: run `npm run raster-kernel` after a change', () => {
    expect(sources).toBe(sourceHash());
  });

  it.each([2, 3, 4] as const)(
    'sums a square along a slope to what it holds, whatever the slope, with cells of 2^%i bytes',
    (shift) => {
      const size = 16;
      const numbers = 1 << (shift - 2);
      const line = (size << shift) + padding;
      const stride = ((2 * size) << shift) + padding;
      const cell = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: numbers, maxLength: numbers });
      const slopes = Uint32Array.from({ length: size }, (_, slope) => slope);
      fc.assert(
        fc.property(fc.array(cell, { minLength: size * size, maxLength: size * size }), (cells) => {
          const scratch = createScratch(kernel);
          const input = new Int32Array((padding + size * line) / 4);
          for (const [at, value] of cells.entries()) {
            const row = padding + Math.floor(at / size) * line;
            input.set(value, (row + ((at % size) << shift)) / 4);
          }
          const square = scratch.store(input) + padding;
          const [sums, spare] = [scratch.take(size * stride), scratch.take(size * stride)];
          const wanted = scratch.store(slopes);
          const found = kernel.project(square, sums, spare, size, shift, stride, wanted, size);
          for (const slope of slopes) {
            const bytes = kernel.read(found + slope * stride, (size + slope) << shift);
            const result = new Int32Array(bytes.buffer);
            for (let number = 0; number < numbers; number++) {
              const own = result.filter((_, at) => at % numbers === number);
              expect(sum(own)).toBe(sum(cells.map((value) => value[number]!)));
            }
          }
          scratch.release();
        }),
        { numRuns: 20 },
      );
    },
  );

  it.each([2, 3, 4] as const)('transposes, and back, with cells of 2^%i bytes', (shift) => {
    const size = 8;
    const line = (size << shift) + padding;
    const scratch = createScratch(kernel);
    const input = Int32Array.from({ length: (size * line) / 4 }, (_, at) => at);
    const [from, once, twice] = [
      scratch.store(input),
      scratch.empty(size * line),
      scratch.empty(size * line),
    ];
    kernel.transpose(from, once, size, line, shift);
    kernel.transpose(once, twice, size, line, shift);
    const read = (pointer: number) => new Int32Array(kernel.read(pointer, size * line).buffer);
    const cellAt = (square: Int32Array, row: number, column: number) =>
      square[(row * line + (column << shift)) / 4];
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        expect(cellAt(read(once), column, row)).toBe(cellAt(input, row, column));
        expect(cellAt(read(twice), row, column)).toBe(cellAt(input, row, column));
      }
    }
    scratch.release();
  });
});

describe.each(['spans', 'bins'] as const)('lines drawn as %s', (way) => {
  it('have the same density in every column: mass is conserved', () => {
    const curve = fc.constantFrom(0, 0.5, 1);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), curve, (lines, bend) => {
        for (const [density] of densities(way, many(lines), bend)) {
          expect(sum(density!) / (LINE_COUNT * LINE_WIDTH)).toBeCloseTo(1, 4);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('lie on the line from axis to axis', () => {
    // Bins have the precision of a cell at the ends and of a digital line between.
    const tolerance = way === 'spans' ? 0.2 : (1 + Math.log2(CELLS) / 6) * (HEIGHT / CELLS);
    fc.assert(
      fc.property(line, fc.constantFrom(0, 1), ([from, to], curve) => {
        for (const [number, [density]] of densities(way, [[from, to]], curve).entries()) {
          const centre = sum(density!.map((value, y) => value * (y + 0.5))) / sum(density!);
          const ways = [0, 1].map((step) => progressAt(curve, (number + step) / COLUMNS));
          const expected = from + ((to - from) * (ways[0]! + ways[1]!)) / 2;
          expect(Math.abs(centre - expected)).toBeLessThan(tolerance);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('separate lines without a sequential colour from the others', () => {
    const [first] = densities(way, [[20, 20], [70, 70]], 0, [0.25, NaN]); // prettier-ignore
    const [placed, places, others] = first!.map(sum);
    expect(placed).toBeCloseTo(LINE_WIDTH, 3);
    expect(places! / placed!).toBeCloseTo(0.25, 3);
    expect(others).toBeCloseTo(LINE_WIDTH, 3);
  });
});

describe('rasterLines', () => {
  const picture: LineScene = {
    width: 120,
    height: 80,
    top: 10,
    axisX: [10, 60, 110],
    positions: [Float32Array.of(0, 30), Float32Array.of(40, 33), Float32Array.of(55, 12)],
    rows: Uint32Array.of(0, 1),
    colors: flatColors([200, 30, 90]),
    style: { width: 1.3, opacity: 0.5, curve: 0 },
  };

  /** The coverage of a pixel by each line, from 64 samples. */
  function covered(px: number, py: number, ratio: number): number {
    const { axisX, positions, top, style } = picture;
    let points = 0;
    for (const row of picture.rows) {
      for (let point = 0; point < 64; point++) {
        const x = (px + ((point % 8) + 0.5) / 8) / ratio;
        const y = (py + (Math.floor(point / 8) + 0.5) / 8) / ratio;
        const gap = x < axisX[1]! ? 0 : 1;
        if (x < axisX[0]! || x > axisX[2]!) continue;
        const rise = positions[gap + 1]![row]! - positions[gap]![row]!;
        const slope = rise / (axisX[gap + 1]! - axisX[gap]!);
        const middle = top + positions[gap]![row]! + slope * (x - axisX[gap]!);
        if (Math.abs(y - middle) <= (style.width / 2) * Math.sqrt(1 + slope * slope)) points++;
      }
    }
    return points / 64;
  }

  it.each([1, 2])('draws few lines exactly at %i pixels per CSS pixel', async (ratio) => {
    const { width, height, pixels } = await rasterLines(picture, { kind: 'spans', passes: 8 }, ratio);
    expect([width, height]).toEqual([120 * ratio, 80 * ratio]);
    const tone = createOpacityTransfer(2, picture.style.width, picture.height, picture.style.opacity);
    let [off, worst, inked] = [0, 0, 0];
    const colors = new Set<string>();
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const wanted = 255 * opacityAt(tone, covered(x, y, ratio));
        const [r, g, b, alpha] = pixels.subarray(4 * (y * width + x), 4 * (y * width + x) + 4);
        off += Math.abs(alpha! - wanted);
        worst = Math.max(worst, Math.abs(alpha! - wanted));
        if (wanted > 0) inked++;
        if (alpha! > 0) colors.add([r, g, b].join());
      }
    }
    expect(Array.from(colors)).toEqual(['200,30,90']);
    expect(worst).toBeLessThan(0.12 * 255);
    expect(off / inked).toBeLessThan(0.015 * 255);
  });

  it.each([
    ['no axis', { axisX: [], positions: [] }, 0],
    ['no row', { rows: new Uint32Array(0) }, 0],
    ['one axis', { axisX: [60], positions: [Float32Array.of(20, 40)] }, 2 * 56],
  ])('draws %s', async (_, change, least) => {
    const { pixels } = await rasterLines({ ...picture, ...change }, { kind: 'spans', passes: 4 }, 1);
    const inked = pixels.filter((byte, at) => at % 4 === 3 && byte > 0).length;
    expect(inked).toBeGreaterThanOrEqual(least);
    if (least === 0) expect(inked).toBe(0);
  });

  it('draws bins of many lines at about the density of the lines', async () => {
    const count = 3000;
    const random = (seed: number) => Float32Array.from({ length: count }, (_, row) => (row * seed) % 60);
    const dense: LineScene = {
      ...picture,
      positions: [random(7.31), random(3.17), random(5.77)],
      rows: Uint32Array.from({ length: count }, (_, row) => row),
      style: { width: 1.3, opacity: null, curve: 0 },
    };
    const alphas = await Promise.all(
      (
        [
          { kind: 'spans', passes: 4 },
          { kind: 'bins', cells: 128 },
        ] as const
      ).map(async (detail) => (await rasterLines(dense, detail, 1)).pixels.filter((_, at) => at % 4 === 3)),
    );
    const off = sum(alphas[0]!.map((alpha, at) => Math.abs(alpha - alphas[1]![at]!)));
    expect(off / alphas[0]!.length).toBeLessThan(6);
  });
});

describe('opacityTable', () => {
  it('has the opacity of every density', () => {
    const tone = createOpacityTransfer(5000, 1.3, 600);
    const table = opacityTable(tone);
    for (const density of [0.01, 0.3, 0.999, 1, 7.7, 100, tone.dense, 1e6]) {
      const bits = new Int32Array(Float32Array.of(density, 1 / 512).buffer);
      const step = Math.min((bits[0]! - bits[1]!) >> 15, table.length - 1);
      expect(Math.abs(table[step]! - 255 * opacityAt(tone, density))).toBeLessThan(1.2);
    }
  });
});
