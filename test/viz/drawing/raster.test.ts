import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sourceHash } from '../../../scripts/raster-kernel.ts';
import type { Rgb } from '../../../viz/core/color/palette.ts';
import { drawDensity } from '../../../viz/core/raster/density.ts';
import type { GapDrawing } from '../../../viz/core/raster/engine.ts';
import { sources } from '../../../viz/core/raster/kernel/bytes.ts';
import { createKernel, type Kernel } from '../../../viz/core/raster/kernel/kernel.ts';
import { toLinear } from '../../../viz/core/raster/linear-rgb.ts';
import { rasterLines, type LineScene } from '../../../viz/core/raster/lines.ts';
import { lineOpacity, opacityAt, opacityTable } from '../../../viz/core/raster/opacity-transfer.ts';
import { inPaintOrder, paintPriority } from '../../../viz/core/raster/paint-order.ts';
import { createPairHistograms, padding } from '../../../viz/core/raster/pair-histograms.ts';
import { createScratch } from '../../../viz/core/raster/scratch.ts';
import { progressAt, type LineStyle } from '../../../viz/core/raster/style.ts';

const CELLS = 64;
const HEIGHT = 96;
const COLUMNS = 50;
const LINE_WIDTH = 1.3;

let kernel: Kernel;

beforeAll(async () => {
  kernel = await createKernel();
});

type Line = readonly [from: number, to: number];

const sum = (numbers: Iterable<number>) => Array.from(numbers).reduce((total, number) => total + number, 0);

/** The density in every pixel of every column of a gap. */
function densities(lines: readonly Line[], curve = 0): Float32Array[] {
  const scratch = createScratch(kernel);
  const columns: Float32Array[] = [];
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
    transfer: { single: 1, full: 1, dense: 1 },
    codes: 0,
    colors: 0,
    colorCount: 0,
    finish: (column, number) => {
      columns[number] = new Float32Array(kernel.read(column, HEIGHT * 8).buffer).filter(
        (_, at) => at % 2 === 0,
      );
    },
  };
  const detail = { kind: 'density', cells: CELLS, isDraft: false } as const;
  drawDensity(kernel, createPairHistograms(kernel), scratch, drawing, detail);
  scratch.release();
  return columns;
}

/** Where a line crosses the two axes of a gap, far enough from the ends to lie fully inside. */
const place = fc.float({ min: 4, max: HEIGHT - 4, noNaN: true });
const line = fc.tuple(place, place);

describe('the kernel', () => {
  it('is compiled from the current sources: run `npm run raster-kernel` after a change', () => {
    expect(sources).toBe(sourceHash());
  });

  it.each([2, 3] as const)(
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
              const all = cells.map((value) => value[number]!);
              // The second number is a priority, of which the highest is wanted.
              if (number === 0) expect(sum(own)).toBe(sum(all));
              else expect(Math.max(...own)).toBe(Math.max(...all));
            }
          }
          scratch.release();
        }),
        { numRuns: 20 },
      );
    },
  );

  it.each([2, 3] as const)('transposes, and back, with cells of 2^%i bytes', (shift) => {
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

describe('density', () => {
  it('has the same sum in every column: mass is conserved', () => {
    const curve = fc.constantFrom(0, 0.5, 1);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), curve, (lines, bend) => {
        for (const density of densities(lines, bend)) {
          expect(sum(density) / (lines.length * LINE_WIDTH)).toBeCloseTo(1, 4);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('lies on the line from axis to axis', () => {
    // The precision is that of a cell at the ends and of a digital line between.
    const tolerance = (1 + Math.log2(CELLS) / 6) * (HEIGHT / CELLS);
    fc.assert(
      fc.property(line, fc.constantFrom(0, 1), ([from, to], curve) => {
        for (const [number, density] of densities([[from, to]], curve).entries()) {
          const centre = sum(density.map((value, y) => value * (y + 0.5))) / sum(density);
          const ways = [0, 1].map((step) => progressAt(curve, (number + step) / COLUMNS));
          const expected = from + ((to - from) * (ways[0]! + ways[1]!)) / 2;
          expect(Math.abs(centre - expected)).toBeLessThan(tolerance);
        }
      }),
      { numRuns: 50 },
    );
  });
});

const lines = { kind: 'lines' } as const;
const density = { kind: 'density', cells: 128, isDraft: false } as const;

/** A scene of random lines in three colours. */
function sceneOf(rows: number, style: Partial<LineStyle> = {}): LineScene {
  const place = (row: number, axis: number) => 2 + 54 * ((row * [0.618, 0.317, 0.577][axis]! + 0.1) % 1);
  return {
    width: 120,
    height: 80,
    top: 10,
    axisX: [10, 60, 110],
    positions: [0, 1, 2].map((axis) => Float32Array.from({ length: rows }, (_, row) => place(row, axis))),
    rows: Uint32Array.from({ length: rows }, (_, row) => row),
    colors: {
      kind: 'indexed',
      codes: Uint16Array.from({ length: rows }, (_, row) => row % 3),
      colors: Float32Array.from(palette.flatMap((color) => [1, ...toLinear(color)])),
    },
    style: { width: 1.3, opacity: null, curve: 0, mode: 'auto', ...style },
  };
}

const palette: readonly Rgb[] = [
  [220, 40, 40],
  [30, 160, 60],
  [40, 60, 230],
  [128, 128, 128],
];

/** The fraction of a pixel that a row's line covers, from 8 × 8 samples. */
function covered({ axisX, positions, top, style }: LineScene, row: number, px: number, py: number): number {
  let points = 0;
  for (let point = 0; point < 64; point++) {
    const x = px + ((point % 8) + 0.5) / 8;
    const y = py + (Math.floor(point / 8) + 0.5) / 8;
    if (x < axisX[0]! || x > axisX[2]!) continue;
    const gap = x < axisX[1]! ? 0 : 1;
    const rise = positions[gap + 1]![row]! - positions[gap]![row]!;
    const slope = rise / (axisX[gap + 1]! - axisX[gap]!);
    const middle = top + positions[gap]![row]! + slope * (x - axisX[gap]!);
    if (Math.abs(y - middle) <= (style.width / 2) * Math.sqrt(1 + slope * slope)) points++;
  }
  return points / 64;
}

describe('composed lines', () => {
  it.each([
    ['two', 2, { opacity: 0.5 }],
    ['forty', 40, {}],
    ['thick', 12, { width: 5, opacity: 0.8 }],
    ['opaque', 30, { opacity: 1 }],
  ])('are composed in painting order in linear light: %s', async (_, rows, style) => {
    const scene = sceneOf(rows, style);
    const { pixels, width, height } = await rasterLines(scene, lines, 1);
    const opacity = lineOpacity(rows, scene.style, scene.height);
    let [off, worst, inked] = [0, 0, 0];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        // From back to front, as a canvas would.
        let wanted = [0, 0, 0, 0];
        for (const row of inPaintOrder(scene.rows).toReversed()) {
          const share = opacity * covered(scene, row, x, y);
          const color = [...toLinear(palette[row % 3]!), 1];
          wanted = wanted.map((channel, at) => channel * (1 - share) + color[at]! * share);
        }
        const alpha = pixels[4 * (y * width + x) + 3]! / 255;
        const color = toLinear([0, 1, 2].map((at) => pixels[4 * (y * width + x) + at]!) as unknown as Rgb);
        const difference = Math.max(
          Math.abs(alpha - wanted[3]!),
          ...color.map((channel, at) => Math.abs(channel * alpha - wanted[at]!)),
        );
        off += difference;
        worst = Math.max(worst, difference);
        if (wanted[3]! > 0) inked++;
      }
    }
    expect(inked).toBeGreaterThan(100);
    expect(worst).toBeLessThan(0.1);
    expect(off / inked).toBeLessThan(0.012);
  });

  it.each([1, 2])('have the size of the picture at %i pixels per CSS pixel', async (ratio) => {
    const { width, height, pixels } = await rasterLines(sceneOf(20), lines, ratio);
    expect([width, height]).toEqual([120 * ratio, 80 * ratio]);
    expect(pixels.length).toBe(4 * width * height);
  });

  it.each([
    ['no axis', { axisX: [], positions: [] }, 0],
    ['no row', { rows: new Uint32Array(0) }, 0],
    ['one axis', { axisX: [60], positions: [Float32Array.of(20, 40)] }, 2 * 56],
  ])('may be of %s', async (_, change, least) => {
    const { pixels } = await rasterLines({ ...sceneOf(2), ...change }, lines, 1);
    const inked = pixels.filter((byte, at) => at % 4 === 3 && byte > 0).length;
    expect(inked).toBeGreaterThanOrEqual(least);
    if (least === 0) expect(inked).toBe(0);
  });
});

describe('the density of many lines', () => {
  const many = sceneOf(6000);

  it('has no colour but those of rows', async () => {
    const { pixels } = await rasterLines(many, density, 1);
    const seen = new Set<string>();
    for (let at = 0; at < pixels.length; at += 4) {
      if (pixels[at + 3]! > 0) seen.add(pixels.subarray(at, at + 3).join());
    }
    expect(Array.from(seen).sort()).toEqual(
      palette
        .slice(0, 3)
        .map((color) => color.join())
        .sort(),
    );
  });

  it('shows classes in their shares', async () => {
    const weights = [6, 3, 1];
    const codes = Uint16Array.from({ length: 6000 }, (_, row) => {
      const place = (row * 7919) % 10;
      return place < weights[0]! ? 0 : place < weights[0]! + weights[1]! ? 1 : 2;
    });
    const colors = { ...many.colors, codes } as LineScene['colors'];
    const { pixels } = await rasterLines({ ...many, colors }, density, 1);
    const counts = palette.map(
      (color) =>
        Array.from({ length: pixels.length / 4 }, (_, at) => pixels.subarray(4 * at, 4 * at + 4)).filter(
          (pixel) => pixel[3]! > 0 && pixel.subarray(0, 3).join() === color.join(),
        ).length,
    );
    const total = sum(counts);
    for (const [at, weight] of weights.entries()) {
      expect(Math.abs(counts[at]! / total - weight / 10)).toBeLessThan(0.06);
    }
  });

  it('shows the front line of every place where a few cross', async () => {
    // Level lines, four of them in each place: the front one is known without a drawing.
    const rows = 40;
    const level = Float32Array.from({ length: rows }, (_, row) => 4 + 6 * (row % 10));
    const codes = Uint16Array.from({ length: rows }, (_, row) => Math.floor(row / 10) % 3);
    const scene: LineScene = {
      ...sceneOf(rows),
      positions: [level, level, level],
      colors: { ...sceneOf(rows).colors, codes } as LineScene['colors'],
    };
    const { pixels, width } = await rasterLines(scene, density, 1);
    for (let place = 0; place < 10; place++) {
      const here = [0, 1, 2, 3].map((round) => 10 * round + place);
      const front = here.reduce((one, row) => (paintPriority(row) > paintPriority(one) ? row : one));
      const at = 4 * ((10 + 4 + 6 * place) * width + 35);
      expect(pixels[at + 3]).toBeGreaterThan(0);
      expect(pixels.subarray(at, at + 3).join()).toBe(palette[codes[front]!]!.join());
    }
  });

  it('has an opacity that acts in dense places', async () => {
    const alphaAt = async (opacity: number) => {
      const { pixels } = await rasterLines(sceneOf(6000, { opacity }), density, 1);
      return sum(pixels.filter((_, at) => at % 4 === 3)) / (pixels.length / 4);
    };
    const [faint, middle, strong] = [await alphaAt(0.02), await alphaAt(0.2), await alphaAt(0.9)];
    expect(middle / faint).toBeGreaterThan(1.5);
    expect(strong / middle).toBeGreaterThan(1.2);
  });

  it('is full only in few pixels', async () => {
    const { pixels } = await rasterLines(many, density, 1);
    const alphas = pixels.filter((alpha, at) => at % 4 === 3 && alpha > 0);
    const full = Math.max(...alphas);
    expect(alphas.filter((alpha) => alpha === full).length / alphas.length).toBeLessThan(0.01);
  });
});

describe('opacityTable', () => {
  it('has the opacity of every density', () => {
    const tone = { single: 0.2, full: 0.98, dense: 480 };
    const table = opacityTable(tone);
    for (const density of [0.01, 0.3, 0.999, 1, 7.7, 100, tone.dense, 1e6]) {
      const bits = new Int32Array(Float32Array.of(density, 1 / 512).buffer);
      const step = Math.min((bits[0]! - bits[1]!) >> 15, table.length - 1);
      expect(Math.abs(table[step]! - 255 * opacityAt(tone, density))).toBeLessThan(1.2);
    }
  });
});
