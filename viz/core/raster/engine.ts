import { drawBinned } from './bins.ts';
import type { ArrayKey, HeldArray, HeldColors, JobGap, RasterJob, Strip } from './job.ts';
import { createKernel } from './kernel/kernel.ts';
import { createScratch } from './scratch.ts';
import { drawSpans } from './spans.ts';
import { createSquares } from './squares.ts';
import { createWriters, type ColumnWriter } from './writer.ts';

/** Draws lines of which it holds the positions. Knows neither page nor worker, so that both can have one. */
export interface Engine {
  hold(key: ArrayKey, array: HeldArray): void;
  /** Forgets an array. */
  drop(key: ArrayKey): void;
  /** Draws a gap of the job per `next()`, left to right. Gaps without a column are left out. */
  draw(job: RasterJob): Generator<Strip, void, void>;
}

/** How lines are coloured, with pointers of the kernel. */
export interface GapColors {
  /** 0: one colour, 1: a ramp, 2: classes; with the numbers of each row, and the colours that they stand for. */
  readonly kind: 0 | 1 | 2;
  readonly values: number;
  readonly colors: number;
  /** `colors` in whole units, as many as `units` for 1: see `kernel/assembly/count.ts`. */
  readonly counted: number;
  readonly units: number;
  /** Bytes of a cell that this takes, as a power of two. */
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
  /** Memory for a column of `height` + 2 pixels of four floats. */
  readonly column: number;
  /** Turns the column into pixels at this number from the left. */
  readonly finish: (number: number) => void;
}

const pixelFloats = 16;

/**
 * Between two axes every line adds the same ink to every column once lines are many, so that what is dense is so because
 * lines are many.
 */
export async function createEngine(): Promise<Engine> {
  const kernel = await createKernel();
  const squares = createSquares(kernel);
  const createWriter = createWriters(kernel);
  const held = new Map<ArrayKey, { readonly pointer: number; readonly length: number }>();
  /** Colours in whole units, by the key of those that they are of. */
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
      if (array !== undefined) squares.release(array.pointer);
      known.delete(key);
    }
  }

  function* draw(job: RasterJob): Generator<Strip, void, void> {
    const scratch = createScratch(kernel);
    try {
      const height = Math.max(1, Math.round(job.height * job.pixelRatio));
      const ramp = job.colors.kind === 'ramp' ? find(job.colors.ramp).pointer : 0;
      const write = createWriter(scratch, job, height, ramp);
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
    if (detail.kind === 'bins') drawBinned(kernel, squares, scratch, drawing, detail.cells);
    else drawSpans(kernel, scratch, drawing, detail.passes);
    kernel.turn(turned, width, height, pixels);
    const result = { width, height, pixels: kernel.read(pixels, size) };
    scratch.release();
    return result;
  }

  function colorsOf(colors: HeldColors, rows: number): GapColors {
    const units = unitsFor(rows);
    if (colors.kind === 'flat') return { kind: 0, values: 0, colors: 0, counted: 0, units, shift: 2 };
    if (colors.kind === 'ramp') {
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
    if (known !== undefined) squares.release(known.pointer);
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

/** As many units as leave the sum of `rows` lines, two in a cell's way, within what a whole number holds. */
export function unitsFor(rows: number): number {
  return 2 ** Math.max(1, Math.min(14, Math.floor(29 - Math.log2(rows + 1))));
}
