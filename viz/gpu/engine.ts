import {
  rampSteps,
  type ArrayKey,
  type HeldArray,
  type HeldColors,
  type JobGap,
  type RasterJob,
} from '../core/raster/job.ts';
import { srgbBytes, type LinearRgb } from '../core/raster/linear-rgb.ts';
import { createTone, opacityTable } from '../core/raster/tone.ts';
import { uploadArray } from './arrays.ts';
import { createBinsPass, type BinsPass } from './bins-pass.ts';
import type { GapColors, GapPass } from './gap.ts';
import { createLinesPass } from './lines-pass.ts';
import { createTarget, type Target } from './target.ts';
import { createTonePass } from './tone-pass.ts';

/** Lines of which it holds the positions, drawn by the GPU: the counterpart of `core/raster/engine.ts`. */
export interface GpuEngine {
  hold(key: ArrayKey, array: HeldArray): void;
  /** Forgets an array. */
  drop(key: ArrayKey): void;
  /** Which parts of the picture are drawn one by one: as many gaps at once as a part can be wide. */
  partsOf(job: RasterJob): readonly Part[];
  /** The sums of a part, four numbers a pixel or, for lines of one colour, one; row 0 is at the top. */
  sum(job: RasterJob, part: Part): Target;
  /** Shows these sums, the last ones, on the canvas, which takes the size of the part. */
  show(job: RasterJob, part: Part): void;
}

/** Neighbouring gaps, in pixels of the result. */
export interface Part {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly gaps: readonly JobGap[];
}

/** Wider parts would only take more memory: 16 bytes a pixel. */
const widestPart = 2048;

/** An engine that draws on the context's canvas. */
export function createGpuEngine(gl: WebGL2RenderingContext): GpuEngine {
  const held = new Map<ArrayKey, WebGLTexture>();
  const bytes = uploadArray(gl, srgbBytes);
  const drawLines = createLinesPass(gl);
  const tone = createTonePass(gl);
  const flat = createSums(gl, 1);
  const colored = createSums(gl, 4);
  const sumsOf = ({ colors }: RasterJob) => (colors.kind === 'flat' ? flat : colored);

  function textureOf(key: ArrayKey): WebGLTexture {
    const texture = held.get(key);
    if (texture === undefined) throw new Error(`array ${key} is not held`);
    return texture;
  }

  function hold(key: ArrayKey, array: HeldArray): void {
    drop(key);
    held.set(key, uploadArray(gl, array));
  }

  function drop(key: ArrayKey): void {
    gl.deleteTexture(held.get(key) ?? null);
    held.delete(key);
  }

  function sum(job: RasterJob, part: Part): Target {
    const { target, drawBins } = sumsOf(job);
    target.bind(part.width, part.height);
    for (const gap of part.gaps) {
      const pass = passOf(job, part, gap);
      if (pass.columns <= 0) continue;
      if (job.detail.kind === 'bins') drawBins(pass, job.detail.cells, target);
      else drawLines(pass, job.detail.passes);
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
    };
  }

  function colorsOf(colors: HeldColors): GapColors {
    const { kind } = colors;
    if (kind === 'flat') return { kind, values: null, table: null };
    if (kind === 'ramp') return { kind, values: textureOf(colors.fractions), table: textureOf(colors.ramp) };
    return { kind, values: textureOf(colors.codes), table: textureOf(colors.colors) };
  }

  function show(job: RasterJob, { width, height }: Part): void {
    const { canvas } = gl;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const table = opacityTable(createTone(job.count, job.style.width, job.height, job.style.opacity));
    const opacities = uploadArray(gl, table);
    tone({
      sums: sumsOf(job).target.texture,
      width,
      height,
      colors: colorsOf(job.colors),
      single: singleOf(job.colors),
      steps: rampSteps,
      opacities,
      length: table.length,
      bytes,
    });
    gl.deleteTexture(opacities);
  }

  return { hold, drop, partsOf, sum, show };
}

/** Where sums of one kind are made. */
function createSums(gl: WebGL2RenderingContext, channels: 1 | 4): { target: Target; drawBins: BinsPass } {
  return { target: createTarget(gl, channels), drawBins: createBinsPass(gl, channels) };
}

function singleOf(colors: HeldColors): LinearRgb {
  if (colors.kind === 'flat') return colors.color;
  return (colors.kind === 'ramp' ? colors.none : null) ?? [0, 0, 0];
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
    if (own.length > 0 && edge(gap.to) - edge(own[0]!.from) > widestPart) close();
    own.push(gap);
  }
  close();
  return parts;
}
