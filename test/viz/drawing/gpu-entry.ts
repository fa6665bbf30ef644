import type { Detail } from '../../../viz/core/raster/detail.ts';
import type { RowColors } from '../../../viz/core/raster/row-colors.ts';
import type { RasterJob } from '../../../viz/core/raster/job.ts';
import { toLinear } from '../../../viz/core/raster/linear-rgb.ts';
import { createHolder, createJob, rasterLines, type LineScene } from '../../../viz/core/raster/lines.ts';
import { openContext } from '../../../viz/gpu/context.ts';
import { createGpuEngine } from '../../../viz/gpu/engine.ts';

/** Difference of the two renderers' pictures, computed in the page to transfer only a few numbers. */
export interface Comparison {
  /** Of the premultiplied bytes of all pixels. */
  readonly mean: number;
  readonly worst: number;
  /** Pixels that differ by more than 8. */
  readonly different: number;
  /** Number of non-empty pixels of each. */
  readonly inked: readonly [number, number];
}

export interface Shape {
  readonly rows: number;
  readonly axes: number;
  readonly width: number;
  readonly height: number;
  readonly colors: 'flat' | 'indexed' | 'weighted';
  readonly detail: Detail;
  readonly curve: number;
  readonly lineWidth: number;
  readonly opacity: number | null;
  readonly pixelRatio: number;
  /** Draws every n-th row. */
  readonly every: number;
  /** Rows of ten that lie in a lane below one of the axes. */
  readonly inLanes: number;
  /** Moves the second axis to the left of the picture, like a dragged one. */
  readonly isDragged: boolean;
}

const canvas = new OffscreenCanvas(1, 1);
const { gl } = openContext(canvas);
const engine = createGpuEngine(gl);

/** A pseudorandom number from 0 to 1. */
function chance(row: number, axis: number): number {
  const random = Math.sin(row * 12.9898 + axis * 78.233 + 1) * 43758.5453;
  return random - Math.floor(random);
}

function pictureOf(shape: Shape): LineScene {
  const { rows, axes, width, height, curve, lineWidth, opacity, every, inLanes } = shape;
  const top = 10;
  const body = height - 40;
  const place = (row: number, axis: number) =>
    chance(row, axis + 50) * 10 < inLanes
      ? body + 15
      : body * (0.5 * chance(row, axis) + 0.5 * ((row * 0.618 * (1 + (axis % 3))) % 1));
  const axisX = Array.from({ length: axes }, (_, axis) =>
    axes === 1 ? width / 2 : 20 + (axis * (width - 40)) / (axes - 1),
  );
  if (shape.isDragged) axisX[0] = -30.4;
  return {
    width,
    height,
    top,
    axisX,
    positions: axisX.map((_, axis) => Float32Array.from({ length: rows }, (_, row) => place(row, axis))),
    rows: Uint32Array.from({ length: Math.ceil(rows / every) }, (_, index) => index * every),
    colors: colorsOf(shape),
    style: { width: lineWidth, opacity, curve, mode: 'auto' },
  };
}

function colorsOf({ colors, rows }: Shape): RowColors {
  if (colors === 'flat') return { kind: 'flat', color: toLinear([30, 120, 200]) };
  const table = Array.from({ length: 256 }, (_, step) => [
    colors === 'weighted' ? (step + 1) / 256 : 1,
    step / 255,
    0.3,
    1 - step / 255,
  ]);
  return {
    kind: 'indexed',
    // Every fourth row has no value.
    codes: Uint16Array.from({ length: rows }, (_, row) =>
      row % 4 === 0 ? 256 : Math.floor(256 * chance(row, 0)),
    ),
    colors: Float32Array.from([...table.flat(), 1, 0.4, 0.4, 0.4]),
  };
}

/** Stores the arrays of a job and frees them afterwards. */
function withJob<Result>(
  picture: LineScene,
  { detail, pixelRatio }: Shape,
  use: (job: RasterJob) => Result,
): Result {
  const keys: number[] = [];
  const hold = createHolder({
    hold: (key, array) => {
      keys.push(key);
      engine.hold(key, array);
    },
  });
  const result = use(createJob(picture, detail, pixelRatio, hold));
  for (const key of keys) engine.drop(key);
  return result;
}

function drawByGpu(picture: LineScene, shape: Shape): Uint8ClampedArray {
  const width = Math.max(1, Math.round(picture.width * shape.pixelRatio));
  const height = Math.max(1, Math.round(picture.height * shape.pixelRatio));
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  withJob(picture, shape, (job) => {
    for (const part of engine.partsOf(job)) {
      engine.sum(job, part);
      engine.show(job, part);
      context.drawImage(canvas.transferToImageBitmap(), part.x, 0);
    }
  });
  return context.getImageData(0, 0, width, height).data;
}

async function compareRenderers(shape: Shape): Promise<Comparison> {
  const picture = pictureOf(shape);
  const gpu = drawByGpu(picture, shape);
  const { pixels: cpu } = await rasterLines(picture, shape.detail, shape.pixelRatio);
  let [total, worst, different] = [0, 0, 0];
  const inked: [number, number] = [0, 0];
  for (let at = 0; at < cpu.length; at += 4) {
    const alphas = [cpu[at + 3]!, gpu[at + 3]!] as const;
    if (alphas[0] > 0) inked[0]++;
    if (alphas[1] > 0) inked[1]++;
    let off = Math.abs(alphas[0] - alphas[1]);
    for (let channel = 0; channel < 3; channel++) {
      const [one, other] = [(cpu[at + channel]! * alphas[0]) / 255, (gpu[at + channel]! * alphas[1]) / 255];
      off = Math.max(off, Math.abs(one - other));
    }
    total += off;
    worst = Math.max(worst, off);
    if (off > 8) different++;
  }
  return { mean: total / (cpu.length / 4), worst, different, inked };
}

/** Minimum and maximum over the columns inside the gaps of the density of all lines, where 1 is the width of all lines. */
function massOfColumns(shape: Shape): { least: number; most: number } {
  const picture = pictureOf(shape);
  return withJob(picture, shape, (job) => {
    let [least, most] = [Infinity, -Infinity];
    for (const part of engine.partsOf(job)) {
      engine.sum(job, part).resume();
      const sums = new Float32Array(part.width * part.height * 4);
      gl.readPixels(0, 0, part.width, part.height, gl.RGBA, gl.FLOAT, sums);
      for (let x = 0; x < part.width; x++) {
        let mass = 0;
        for (let y = 0; y < part.height; y++) mass += sums[4 * (y * part.width + x)]!;
        mass /= job.count * shape.lineWidth * shape.pixelRatio;
        least = Math.min(least, mass);
        most = Math.max(most, mass);
      }
    }
    return { least, most };
  });
}

export const entry = { compareRenderers, massOfColumns };
Object.assign(window, { entry });
