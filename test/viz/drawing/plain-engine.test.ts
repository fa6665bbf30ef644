import { describe, expect, it, vi } from 'vitest';
import type { Detail } from '../../../viz/core/raster/detail.ts';
import { createEngine, type Engine } from '../../../viz/core/raster/engine.ts';
import type { Strip } from '../../../viz/core/raster/job.ts';
import { createHolder, createJob, type LineScene } from '../../../viz/core/raster/lines.ts';
import { createPlainEngine } from '../../../viz/core/raster/plain/engine.ts';
import { flatColors } from '../../../viz/core/raster/row-colors.ts';
import { defaultStyle } from '../../../viz/core/raster/style.ts';
import { weightedColors } from '../../../viz/core/raster/weighted-colors.ts';
import { columnOf } from '../make.ts';

const HEIGHT = 120;
const weights = Array.from({ length: 200 }, (_, row) => row);
const lines: Detail = { kind: 'lines' };
const density: Detail = { kind: 'density', cells: 256, isDraft: false };

function sceneOf(count: number, change: Partial<LineScene> = {}): LineScene {
  const column = (factor: number) =>
    Float32Array.from({ length: count }, (_, row) => ((row * factor) % 997) / 10);
  return {
    ...{ width: 200, height: HEIGHT, top: 10, axisX: [10.4, 90, 190], style: defaultStyle },
    positions: [column(379), column(131), column(653)],
    rows: Uint32Array.from({ length: count }, (_, row) => row),
    colors: {
      kind: 'indexed',
      codes: Uint16Array.from({ length: count }, (_, row) => row % 3),
      colors: Float32Array.of(1, 0.8, 0.1, 0, 1, 0, 0.5, 0.1, 1, 0.2, 0.2, 0.9),
    },
    ...change,
  };
}

/** The pixels of both gaps, and their strips. */
function draw(engine: Engine, scene: LineScene, detail: Detail, ratio: number) {
  const strips: Strip[] = [...engine.draw(createJob(scene, detail, ratio, createHolder(engine)))];
  const width = scene.width * ratio;
  const pixels = new Uint8ClampedArray(4 * width * HEIGHT * ratio);
  for (const strip of strips) {
    for (let y = 0; y < strip.height; y++) {
      const line = strip.pixels.subarray(4 * y * strip.width, 4 * (y + 1) * strip.width);
      pixels.set(line, 4 * (y * width + strip.x));
    }
  }
  return { pixels, strips };
}

/** The largest, and the mean, difference of pixels where either has ink, in channels weighted by opacity. */
function differenceOf(one: Uint8ClampedArray, other: Uint8ClampedArray) {
  let [most, sum, inked] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 4) {
    const alphas = [one[at + 3]!, other[at + 3]!] as const;
    if (alphas[0] + alphas[1] === 0) continue;
    inked++;
    const channels = [0, 1, 2].map(
      (c) => Math.abs(one[at + c]! * alphas[0] - other[at + c]! * alphas[1]) / 255,
    );
    const difference = Math.max(Math.abs(alphas[0] - alphas[1]), ...channels);
    most = Math.max(most, difference);
    sum += difference;
  }
  return { most, mean: sum / inked, inked };
}

describe('drawing without WebAssembly', () => {
  it.each<[string, LineScene, number]>([
    ['a few', sceneOf(20), 1],
    ['a crowd', sceneOf(2000), 1],
    ['at two pixels per CSS pixel', sceneOf(300), 2],
    ['curved', sceneOf(200, { style: { ...defaultStyle, curve: 1 } }), 1],
    ['thick and opaque', sceneOf(40, { style: { ...defaultStyle, width: 6, opacity: 1 } }), 1],
    ['of one colour', sceneOf(200, { colors: flatColors([40, 90, 160]) }), 1],
    ['with weights', sceneOf(200, { colors: weightedColors(sceneOf(200).colors, columnOf(weights)) }), 1],
    ['of some rows', sceneOf(400, { rows: Uint32Array.of(3, 5, 90, 350) }), 1],
    ['on one axis', sceneOf(30, { axisX: [60], positions: sceneOf(30).positions.slice(0, 1) }), 1],
  ])('composes the same lines as the kernel: %s', async (_, scene, ratio) => {
    const expected = draw(await createEngine(), scene, lines, ratio).pixels;
    const { pixels } = draw(createPlainEngine(), scene, lines, ratio);
    const { most, inked } = differenceOf(pixels, expected);
    expect(inked).toBeGreaterThan(100);
    expect(most).toBeLessThan(4);
  });

  it.each([
    ['classes', sceneOf(6000)],
    ['one colour', sceneOf(6000, { colors: flatColors([40, 90, 160]) })],
    ['some rows', sceneOf(9000, { rows: Uint32Array.from({ length: 3000 }, (_, row) => 3 * row + 1) })],
  ])('shows the same density as the kernel: %s', async (_, scene) => {
    const expected = draw(await createEngine(), scene, density, 1).pixels;
    const { pixels } = draw(createPlainEngine(), scene, density, 1);
    const alphaOf = (all: Uint8ClampedArray) => all.filter((_, at) => at % 4 === 3);
    const [drawn, wanted] = [alphaOf(pixels), alphaOf(expected)];
    const sum = (all: Uint8ClampedArray) => all.reduce((total, alpha) => total + alpha, 0);
    expect(Math.abs(sum(drawn) / sum(wanted) - 1)).toBeLessThan(0.02);
    const off = drawn.reduce((total, alpha, at) => total + Math.abs(alpha - wanted[at]!), 0);
    expect(off / sum(wanted)).toBeLessThan(0.12);
    const same = drawn.filter(
      (_, at) =>
        drawn[at] && wanted[at] && [0, 1, 2].every((c) => pixels[4 * at + c] === expected[4 * at + c]),
    ).length;
    expect(same / drawn.filter((alpha, at) => alpha > 0 && wanted[at]! > 0).length).toBeGreaterThan(0.7);
  });

  it('makes narrow strips of many lines, between which a page can handle events', () => {
    const scene = sceneOf(5000);
    const { strips } = draw(createPlainEngine(), scene, lines, 1);
    expect(Math.max(...strips.map(({ width }) => width * 5000))).toBeLessThanOrEqual(60_000);
    expect(strips.reduce((sum, { width }) => sum + width, 0)).toBe(180);
  });

  it('replaces the kernel where WebAssembly is not allowed', async () => {
    const { compile } = WebAssembly;
    WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError('refused by the policy'));
    try {
      // The compiled kernel is kept by its module.
      vi.resetModules();
      const fresh = await import('../../../viz/core/raster/engine.ts');
      expect((await fresh.createEngine()).lacks).toBe('WebAssembly');
    } finally {
      WebAssembly.compile = compile;
      // So does a refused one, for the other files of this process.
      vi.resetModules();
    }
  });
});
