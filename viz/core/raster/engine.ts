import { drawBinned } from './bins.ts';
import type { ArrayKey, HeldArray, HeldColors, JobGap, RasterJob, Strip } from './job.ts';
import { createKernel } from './kernel/kernel.ts';
import { createScratch } from './scratch.ts';
import { drawSpans } from './spans.ts';
import { createPairHistograms } from './pair-histograms.ts';
import { createWriters, type ColumnWriter } from './writer.ts';

/** Draws lines from positions that it stores. Runs in a page or a worker. */
export interface Engine {
  hold(key: ArrayKey, array: HeldArray): void;
  /** Frees an array. */
  drop(key: ArrayKey): void;
  /** Draws one gap of the job per `next()`, left to right. Skips gaps of zero width. */
  draw(job: RasterJob): Generator<Strip, void, void>;
}

/** How lines are coloured, with pointers of the kernel. */
export interface GapColors {
  /** 0: one colour, 1: sequential, 2: categorical. `values` has a fraction or code per row, `colors` the colour table. */
  readonly kind: 0 | 1 | 2;
  readonly values: number;
  readonly colors: number;
  /** `colors` in fixed point, where 1 is `units`: see `kernel/assembly/count.ts`. */
  readonly counted: number;
  readonly units: number;
  /** Base-2 logarithm of the bytes per cell. */
  readonly shift: 2 | 3 | 4;
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
  /** Buffer for a column of `height` + 2 pixels of four floats. */
  readonly column: number;
  /** Converts the buffered column to pixels of column `number`. */
  readonly finish: (number: number) => void;
}

const pixelFloats = 16;

/**
 * Creates an engine. For many lines, each adds the same density to every column whatever its slope, so that density shows
 * the number of lines.
 */
export async function createEngine(): Promise<Engine> {
  const kernel = await createKernel();
  const histograms = createPairHistograms(kernel);
  const createWriter = createWriters(kernel);
  const held = new Map<ArrayKey, { readonly pointer: number; readonly length: number }>();
  /** Colour tables in fixed point, by the key of the original. */
  const counted = new Map<ArrayKey, { readonly pointer: number; readonly units: number }>();

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
    for (const known of [held, counted]) {
      const array = known.get(key);
      if (array !== undefined) histograms.release(array.pointer);
      known.delete(key);
    }
  }

  function* draw(job: RasterJob): Generator<Strip, void, void> {
    const scratch = createScratch(kernel);
    try {
      const height = Math.max(1, Math.round(job.height * job.pixelRatio));
      const table = job.colors.kind === 'sequential' ? find(job.colors.table).pointer : 0;
      const write = createWriter(scratch, job, height, table);
      for (const gap of job.gaps) {
        const x = Math.round(gap.from * job.pixelRatio);
        const width = Math.round(gap.to * job.pixelRatio) - x;
        if (width > 0) yield { x, ...drawGap(job, gap, width, height, write) };
      }
    } finally {
      scratch.release();
    }
  }

  function drawGap(
    job: RasterJob,
    gap: JobGap,
    width: number,
    height: number,
    write: ColumnWriter,
  ): Omit<Strip, 'x'> {
    const { detail, pixelRatio, style } = job;
    const scratch = createScratch(kernel);
    const size = 4 * width * height;
    const turned = scratch.take(size);
    const pixels = scratch.take(size);
    const column = scratch.empty((height + 2) * pixelFloats);
    const { pointer: left, length } = find(gap.left);
    const drawing: GapDrawing = {
      left,
      right: find(gap.right).pointer,
      rows: job.rows === null ? 0 : find(job.rows).pointer,
      count: job.count,
      columns: width,
      height,
      scale: pixelRatio,
      offset: job.top * pixelRatio,
      lineWidth: style.width * pixelRatio,
      curve: style.curve,
      ...colorsOf(job.colors, length),
      column,
      finish: (number) => write(column, turned + 4 * height * number),
    };
    if (detail.kind === 'bins') drawBinned(kernel, histograms, scratch, drawing, detail.cells);
    else drawSpans(kernel, scratch, drawing, detail.passes);
    kernel.turn(turned, width, height, pixels);
    const result = { width, height, pixels: kernel.read(pixels, size) };
    scratch.release();
    return result;
  }

  function colorsOf(colors: HeldColors, rows: number): GapColors {
    const units = unitsFor(rows);
    if (colors.kind === 'flat') return { kind: 0, values: 0, colors: 0, counted: 0, units, shift: 2 };
    if (colors.kind === 'sequential') {
      const values = find(colors.fractions).pointer;
      return { kind: 1, values, colors: 0, counted: 0, units, shift: colors.none === null ? 3 : 4 };
    }
    return {
      kind: 2,
      values: find(colors.codes).pointer,
      colors: find(colors.colors).pointer,
      counted: countedColors(colors.colors, units),
      units,
      shift: 4,
    };
  }

  function countedColors(key: ArrayKey, units: number): number {
    const known = counted.get(key);
    if (known?.units === units) return known.pointer;
    if (known !== undefined) histograms.release(known.pointer);
    const { pointer, length } = find(key);
    const colors = new Float32Array(kernel.read(pointer, 4 * length).buffer);
    const table = Int32Array.from(colors, (number, at) =>
      at % 4 === 0 ? number : Math.round(number * units),
    );
    const stored = kernel.store(table);
    counted.set(key, { pointer: stored, units });
    return stored;
  }

  return { hold, drop, draw };
}

/** The fixed-point unit, a power of two such that sums over twice `rows` lines fit into 32-bit integers. */
export function unitsFor(rows: number): number {
  return 2 ** Math.max(1, Math.min(14, Math.floor(29 - Math.log2(rows + 1))));
}
