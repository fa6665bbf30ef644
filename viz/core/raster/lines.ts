import type { Detail } from './detail.ts';
import type { Engine } from './engine.ts';
import type { RowColors } from './row-colors.ts';
import type { ArrayKey, HeldArray, HeldColors, JobGap, RasterJob, Strip } from './job.ts';
import { densityTransfer, linesTransfer } from './opacity-transfer.ts';
import { inPaintOrder } from './paint-order.ts';
import type { LineStyle } from './style.ts';

/** Lines across axes, as input of a renderer. Lengths in CSS pixels. */
export interface LineScene {
  readonly width: number;
  readonly height: number;
  /** From the top of the picture to the top of the axes. */
  readonly top: number;
  readonly axisX: readonly number[];
  /** Per axis and row, where the line crosses the axis, below the top of the axes. */
  readonly positions: readonly Float32Array[];
  /** The rows to draw, ascending. */
  readonly rows: Uint32Array;
  readonly colors: RowColors;
  readonly style: LineStyle;
}

/** An image in pixels. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** RGBA, four bytes per pixel, row by row, not premultiplied. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** Half the length of the dashes that represent lines if there is only one axis. */
export const dash = 28;

/**
 * Draws a scene with `pixelRatio` pixels per CSS pixel, without a page or workers.
 */
export async function rasterLines(scene: LineScene, detail: Detail, pixelRatio: number): Promise<Raster> {
  const { createEngine } = await import('./engine.ts');
  const engine = await createEngine();
  const job = createJob(scene, detail, pixelRatio, createHolder(engine));
  const width = Math.max(1, Math.round(scene.width * pixelRatio));
  const height = Math.max(1, Math.round(scene.height * pixelRatio));
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (const strip of engine.draw(job)) copyStrip(strip, pixels, width);
  return { width, height, pixels };
}

/** Returns a function that stores an array in the engine on first use and returns its key. */
export function createHolder(engine: Pick<Engine, 'hold'>): (array: HeldArray) => ArrayKey {
  const keys = new Map<HeldArray, ArrayKey>();
  return (array) => {
    let key = keys.get(array);
    if (key === undefined) {
      key = keys.size;
      keys.set(array, key);
      engine.hold(key, array);
    }
    return key;
  };
}

/** Creates the job of a scene; `hold` returns the key of an array. */
export function createJob(
  scene: LineScene,
  detail: Detail,
  pixelRatio: number,
  hold: (array: HeldArray) => ArrayKey,
): RasterJob {
  const { positions, rows, colors, height, top, style } = scene;
  const isAll = detail.kind === 'density' && rows.length === positions[0]?.length;
  const transfer =
    detail.kind === 'lines' ? linesTransfer(rows.length, style, height) : densityTransfer(scene);
  return {
    gaps: gapsOf(scene, hold),
    rows: isAll ? null : hold(detail.kind === 'lines' ? inPaintOrder(rows) : rows),
    count: rows.length,
    colors: holdColors(colors, hold),
    height,
    top,
    pixelRatio,
    detail,
    style,
    transfer,
  };
}

function holdColors(colors: RowColors, hold: (array: HeldArray) => ArrayKey): HeldColors {
  if (colors.kind === 'flat') return colors;
  return { ...colors, codes: hold(colors.codes), colors: hold(colors.colors) };
}

function gapsOf({ axisX, positions }: LineScene, hold: (array: HeldArray) => ArrayKey): JobGap[] {
  const keys = positions.map(hold);
  if (axisX.length === 1) {
    return [{ from: axisX[0]! - dash, to: axisX[0]! + dash, left: keys[0]!, right: keys[0]! }];
  }
  return axisX.slice(1).map((to, index) => ({
    from: axisX[index]!,
    to,
    left: keys[index]!,
    right: keys[index + 1]!,
  }));
}

function copyStrip(strip: Strip, pixels: Uint8ClampedArray, width: number): void {
  const from = Math.max(0, -strip.x);
  const to = Math.min(strip.width, width - strip.x);
  if (to <= from) return;
  for (let y = 0; y < strip.height; y++) {
    const line = strip.pixels.subarray(4 * (y * strip.width + from), 4 * (y * strip.width + to));
    pixels.set(line, 4 * (y * width + strip.x + from));
  }
}
