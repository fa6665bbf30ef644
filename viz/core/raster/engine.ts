import { drawComposed } from './compose.ts';
import { drawDensity } from './density.ts';
import type { ArrayKey, HeldArray, HeldColors, JobGap, RasterJob, Strip } from './job.ts';
import { createKernel, type Kernel } from './kernel/kernel.ts';
import { createScratch, type Scratch } from './scratch.ts';
import type { OpacityTransfer } from './opacity-transfer.ts';
import { createPairHistograms } from './pair-histograms.ts';
import { createPlainEngine } from './plain/engine.ts';
import { createWriters, type ColumnWriter } from './writer.ts';

/** Draws lines from positions that it stores. Runs in a page or a worker. */
export interface Engine {
  /** What the engine had to do without. */
  readonly lacks?: 'WebAssembly';
  hold(key: ArrayKey, array: HeldArray): void;
  /** Frees an array. */
  drop(key: ArrayKey): void;
  /** Draws a gap of the job, or a part of one, per `next()`, left to right. Skips gaps of zero width. */
  draw(job: RasterJob): Generator<Strip, void, void>;
}

/** How lines are coloured, with pointers of the kernel. */
export interface GapColors {
  /** The index of each row in `colors`; 0 if all lines have the only one. */
  readonly codes: number;
  readonly colors: number;
  readonly colorCount: number;
}

/** One gap of a job, in pixels of the result and pointers of the kernel. */
export interface GapDrawing extends GapColors {
  readonly left: number;
  readonly right: number;
  readonly rows: number;
  readonly count: number;
  readonly columns: number;
  readonly height: number;
  /** Pixels per CSS pixel, and pixels above the top of the axes. */
  readonly scale: number;
  readonly offset: number;
  readonly lineWidth: number;
  readonly curve: number;
  readonly transfer: OpacityTransfer;
  /** Converts a buffered column to pixels of column `number`. */
  readonly finish: (column: number, number: number) => void;
}

/** Creates an engine: in JavaScript if WebAssembly cannot be used, as where a content security policy forbids it. */
export async function createEngine(): Promise<Engine> {
  let kernel: Kernel;
  try {
    kernel = await createKernel();
  } catch {
    return createPlainEngine();
  }
  return createKernelEngine(kernel);
}

/**
 * Creates an engine on a kernel. Composed lines are bands of the same width; counted ones add the same density to every column whatever
 * their slope, so that density shows the number of lines.
 */
function createKernelEngine(kernel: Kernel): Engine {
  const histograms = createPairHistograms(kernel);
  const createWriter = createWriters(kernel);
  const held = new Map<ArrayKey, { readonly pointer: number; readonly length: number }>();

  function find(key: ArrayKey): { pointer: number; length: number } {
    const array = held.get(key);
    if (array === undefined) throw new Error(`array ${key} is not held`);
    return array;
  }

  function hold(key: ArrayKey, array: HeldArray): void {
    drop(key);
    held.set(key, { pointer: kernel.store(array), length: array.length });
  }

  function drop(key: ArrayKey): void {
    const array = held.get(key);
    if (array !== undefined) histograms.release(array.pointer);
    held.delete(key);
  }

  function* draw(job: RasterJob): Generator<Strip, void, void> {
    const scratch = createScratch(kernel);
    try {
      const height = Math.max(1, Math.round(job.height * job.pixelRatio));
      const colors = colorsOf(job.colors, scratch);
      const write = createWriter(scratch, job, colors, height);
      for (const gap of job.gaps) {
        const x = Math.round(gap.from * job.pixelRatio);
        const width = Math.round(gap.to * job.pixelRatio) - x;
        if (width > 0) yield { x, ...drawGap(job, gap, colors, width, height, write) };
      }
    } finally {
      scratch.release();
    }
  }

  function drawGap(
    job: RasterJob,
    gap: JobGap,
    colors: GapColors,
    width: number,
    height: number,
    write: ColumnWriter,
  ): Omit<Strip, 'x'> {
    const { detail, pixelRatio, style, transfer } = job;
    const scratch = createScratch(kernel);
    const size = 4 * width * height;
    const turned = scratch.take(size);
    const pixels = scratch.take(size);
    const drawing: GapDrawing = {
      left: find(gap.left).pointer,
      right: find(gap.right).pointer,
      rows: job.rows === null ? 0 : find(job.rows).pointer,
      count: job.count,
      columns: width,
      height,
      scale: pixelRatio,
      offset: job.top * pixelRatio,
      lineWidth: style.width * pixelRatio,
      curve: style.curve,
      transfer,
      ...colors,
      finish: (column, number) => write(column, turned + 4 * height * number),
    };
    if (detail.kind === 'density') drawDensity(kernel, histograms, scratch, drawing, detail);
    else drawComposed(kernel, scratch, drawing);
    kernel.turn(turned, width, height, pixels);
    const result = { width, height, pixels: kernel.read(pixels, size) };
    scratch.release();
    return result;
  }

  function colorsOf(colors: HeldColors, scratch: Scratch): GapColors {
    if (colors.kind === 'flat')
      return { codes: 0, colors: scratch.store(Float32Array.of(1, ...colors.color)), colorCount: 1 };
    const { pointer, length } = find(colors.colors);
    return { codes: find(colors.codes).pointer, colors: pointer, colorCount: length / 4 };
  }

  return { hold, drop, draw };
}
