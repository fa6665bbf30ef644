import {
  type ArrayKey,
  type HeldArray,
  type HeldColors,
  type JobGap,
  type RasterJob,
} from '../core/raster/job.ts';
import { srgbBytes } from '../core/raster/linear-rgb.ts';
import { opacityTable } from '../core/raster/opacity-transfer.ts';
import { uploadArray } from './arrays.ts';
import { createDensityPass, type DensityPass } from './density-pass.ts';
import type { GapColors, GapPass } from './gap.ts';
import { createLinesPass } from './lines-pass.ts';
import { createTarget, type Target } from './target.ts';
import { createColorPass, type SumKind } from './color-pass.ts';

/** Draws lines on the GPU from positions that it stores: the counterpart of `core/raster/engine.ts`. */
export interface GpuEngine {
  hold(key: ArrayKey, array: HeldArray): void;
  /** Frees an array. */
  drop(key: ArrayKey): void;
  /** Splits the picture into parts that are drawn one by one, each with as many gaps as the maximum width allows. */
  partsOf(job: RasterJob): readonly Part[];
  /** Sums of a part: four numbers per pixel, or one for the density of lines of one colour. Row 0 is at the top. */
  sum(job: RasterJob, part: Part): Target;
  /** Shows the latest sums on the canvas, resized to the part. */
  show(job: RasterJob, part: Part): void;
}

/** Neighbouring gaps, in pixels of the result. */
export interface Part {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly gaps: readonly JobGap[];
}

/** In pixels. Wider parts only need more memory: 16 bytes per pixel. */
const maxPartWidth = 2048;

interface HeldTexture {
  readonly texture: WebGLTexture;
  /** Of the array. */
  readonly length: number;
}

/** Creates an engine that draws on the context's canvas. */
export function createGpuEngine(gl: WebGL2RenderingContext): GpuEngine {
  const held = new Map<ArrayKey, HeldTexture>();
  const bytes = uploadArray(gl, srgbBytes);
  const drawLines = createLinesPass(gl);
  const showColors = createColorPass(gl);
  const flat = createSums(gl, 1);
  const colored = createSums(gl, 4);
  const sumsOf = (job: RasterJob) => (kindOf(job) === 'flat' ? flat : colored);

  function find(key: ArrayKey): HeldTexture {
    const array = held.get(key);
    if (array === undefined) throw new Error(`array ${key} is not held`);
    return array;
  }

  const textureOf = (key: ArrayKey) => find(key).texture;

  function hold(key: ArrayKey, array: HeldArray): void {
    drop(key);
    held.set(key, { texture: uploadArray(gl, array), length: array.length });
  }

  function drop(key: ArrayKey): void {
    gl.deleteTexture(held.get(key)?.texture ?? null);
    held.delete(key);
  }

  function sum(job: RasterJob, part: Part): Target {
    const { target, drawDensity } = sumsOf(job);
    target.bind(part.width, part.height);
    for (const gap of part.gaps) {
      const pass = passOf(job, part, gap);
      if (pass.columns <= 0) continue;
      if (job.detail.kind === 'density') drawDensity(pass, job.detail.cells, target);
      else drawLines(pass);
    }
    return target;
  }

  function passOf(job: RasterJob, part: Part, gap: JobGap): GapPass {
    const { pixelRatio, style } = job;
    const x = Math.round(gap.from * pixelRatio);
    return {
      x: x - part.x,
      columns: Math.round(gap.to * pixelRatio) - x,
      height: part.height,
      left: textureOf(gap.left),
      right: textureOf(gap.right),
      rows: job.rows === null ? null : textureOf(job.rows),
      count: job.count,
      colors: colorsOf(job.colors),
      scale: pixelRatio,
      offset: job.top * pixelRatio,
      lineWidth: style.width * pixelRatio,
      curve: style.curve,
      opacity: job.transfer.single,
    };
  }

  function colorsOf(colors: HeldColors): GapColors {
    if (colors.kind === 'flat') return colors;
    const { texture, length } = find(colors.colors);
    return { kind: 'indexed', codes: textureOf(colors.codes), colors: texture, neutral: length / 4 - 1 };
  }

  function show(job: RasterJob, { width, height }: Part): void {
    const { canvas } = gl;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const table = opacityTable(job.transfer);
    const opacities = uploadArray(gl, table);
    showColors({
      sums: sumsOf(job).target.texture,
      kind: kindOf(job),
      width,
      height,
      colors: colorsOf(job.colors),
      opacities,
      length: table.length,
      bytes,
    });
    gl.deleteTexture(opacities);
  }

  return { hold, drop, partsOf, sum, show };
}

function kindOf({ detail, colors }: RasterJob): SumKind {
  if (detail.kind === 'lines') return 'composed';
  return colors.kind === 'flat' ? 'flat' : 'fronts';
}

/** Creates the target and the density pass for sums of `channels` numbers per pixel. */
function createSums(
  gl: WebGL2RenderingContext,
  channels: 1 | 4,
): { target: Target; drawDensity: DensityPass } {
  return { target: createTarget(gl, channels), drawDensity: createDensityPass(gl, channels) };
}

function partsOf({ gaps, height, pixelRatio }: RasterJob): readonly Part[] {
  const parts: Part[] = [];
  let own: JobGap[] = [];
  const edge = (place: number) => Math.round(place * pixelRatio);
  const close = () => {
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return;
    const x = edge(first.from);
    const width = edge(last.to) - x;
    if (width > 0) parts.push({ x, width, height: Math.max(1, edge(height)), gaps: own });
    own = [];
  };
  for (const gap of gaps) {
    if (own.length > 0 && edge(gap.to) - edge(own[0]!.from) > maxPartWidth) close();
    own.push(gap);
  }
  close();
  return parts;
}
