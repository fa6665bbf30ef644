import { drawBinned } from './bins.ts';
import {
  rampSteps,
  type ArrayKey,
  type HeldArray,
  type HeldColors,
  type JobGap,
  type RasterJob,
  type Strip,
} from './job.ts';
import { createKernel, type Kernel } from './kernel/kernel.ts';
import { srgbBytes, type LinearRgb } from './linear-rgb.ts';
import { drawSpans } from './spans.ts';
import { createTone, opacityTable } from './tone.ts';

/** Draws lines of which it holds the positions. Knows neither page nor worker, so that both can have one. */
export interface Engine {
  hold(key: ArrayKey, array: HeldArray): void;
  /** Forgets an array. */
  drop(key: ArrayKey): void;
  /** Draws a gap of the job per `next()`, left to right. Gaps without a column are left out. */
  draw(job: RasterJob): Generator<Strip, void, void>;
}

/** One gap of a job, in pixels of the result and pointers of the kernel. */
export interface GapDrawing {
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
  /** 0: one colour, 1: a ramp, 2: classes; with the numbers of each row, and the colours that they stand for. */
  readonly kind: 0 | 1 | 2;
  readonly values: number;
  readonly colors: number;
  /** Numbers a pixel that this takes, 1 to 4: see `kernel/assembly/count.ts`. */
  readonly planes: 1 | 2 | 3 | 4;
  /** Memory for a column of `height` + 2 pixels of four floats. */
  readonly column: number;
  /** Turns the column into pixels at this number from the left, and empties it. */
  readonly finish: (number: number) => void;
}

const floatBytes = 4;
const pixelFloats = 4 * floatBytes;

/**
 * Between two axes every line adds the same ink to every column once lines are many, so that what is dense is so because
 * lines are many.
 */
export async function createEngine(): Promise<Engine> {
  const kernel = await createKernel();
  const held = new Map<ArrayKey, number>();
  const bytes = kernel.store(srgbBytes);

  function pointerOf(key: ArrayKey): number {
    const pointer = held.get(key);
    if (pointer === undefined) throw new Error(`array ${key} is not held`);
    return pointer;
  }

  function hold(key: ArrayKey, array: HeldArray): void {
    drop(key);
    held.set(key, kernel.store(array));
  }

  function drop(key: ArrayKey): void {
    const pointer = held.get(key);
    if (pointer !== undefined) kernel.release(pointer);
    held.delete(key);
  }

  function* draw(job: RasterJob): Generator<Strip, void, void> {
    for (const gap of job.gaps) {
      const x = Math.round(gap.from * job.pixelRatio);
      const width = Math.round(gap.to * job.pixelRatio) - x;
      if (width > 0) yield { x, ...drawGap(job, gap, width) };
    }
  }

  function drawGap(job: RasterJob, gap: JobGap, width: number): Omit<Strip, 'x'> {
    const { detail, pixelRatio, style } = job;
    const height = Math.max(1, Math.round(job.height * pixelRatio));
    const scratch = createScratch(kernel);
    const line = width * 4;
    const pixels = scratch.empty(line * height);
    const column = scratch.empty((height + 2) * pixelFloats);
    const opacities = opacityTable(createTone(job.count, style.width, job.height, style.opacity));
    const writeColumn = createWriter(job.colors, {
      height,
      line,
      bytes,
      opacities: scratch.store(opacities),
      last: opacities.length - 1,
      store: scratch.store,
    });
    const drawing: GapDrawing = {
      left: pointerOf(gap.left),
      right: pointerOf(gap.right),
      rows: job.rows === null ? 0 : pointerOf(job.rows),
      count: job.count,
      columns: width,
      height,
      scale: pixelRatio,
      offset: job.top * pixelRatio,
      lineWidth: style.width * pixelRatio,
      curve: style.curve,
      ...valuesOf(job.colors),
      column,
      finish: (number) => {
        writeColumn(column, pixels + 4 * number);
        kernel.clear(column, (height + 2) * pixelFloats);
      },
    };
    if (detail.kind === 'bins') drawBinned(kernel, scratch, drawing, detail.cells);
    else drawSpans(kernel, scratch, drawing, detail.passes);
    const result = { width, height, pixels: kernel.read(pixels, line * height) };
    scratch.release();
    return result;
  }

  function valuesOf(colors: HeldColors): Pick<GapDrawing, 'kind' | 'values' | 'colors' | 'planes'> {
    if (colors.kind === 'flat') return { kind: 0, values: 0, colors: 0, planes: 1 };
    if (colors.kind === 'ramp') {
      const planes = colors.none === null ? 2 : 3;
      return { kind: 1, values: pointerOf(colors.fractions), colors: 0, planes };
    }
    return { kind: 2, values: pointerOf(colors.codes), colors: pointerOf(colors.colors), planes: 4 };
  }

  interface WriterParams {
    readonly height: number;
    readonly line: number;
    readonly bytes: number;
    readonly opacities: number;
    readonly last: number;
    readonly store: (array: HeldArray) => number;
  }

  function createWriter(colors: HeldColors, params: WriterParams): (column: number, pixels: number) => void {
    const { height, line, opacities, last, store } = params;
    const colorOf = (color: LinearRgb) => store(Float32Array.of(1, ...color));
    if (colors.kind === 'ramp') {
      const ramp = pointerOf(colors.ramp);
      const none = colorOf(colors.none ?? [0, 0, 0]);
      return (column, pixels) =>
        kernel.writeRamp(column, height, pixels, line, ramp, rampSteps, none, bytes, opacities, last);
    }
    const flat = colors.kind === 'flat' ? colorOf(colors.color) : 0;
    return (column, pixels) => kernel.writeMixed(column, height, pixels, line, flat, bytes, opacities, last);
  }

  return { hold, drop, draw };
}

/** Memory that is needed while a gap is drawn. */
export interface Scratch {
  /** So many bytes, with whatever is in them. */
  take(size: number): number;
  /** So many bytes of zeros. */
  empty(size: number): number;
  /** A copy of an array. */
  store(array: HeldArray | Uint8Array): number;
  release(): void;
}

export function createScratch(kernel: Kernel): Scratch {
  const taken: number[] = [];
  const keep = (pointer: number) => {
    taken.push(pointer);
    return pointer;
  };
  const take = (size: number) => keep(kernel.allocate(size));
  return {
    take,
    empty: (size) => {
      const pointer = take(size);
      kernel.clear(pointer, size);
      return pointer;
    },
    store: (array) => keep(kernel.store(array)),
    release: () => taken.forEach((pointer) => kernel.release(pointer)),
  };
}
