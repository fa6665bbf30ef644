import type { HeldColors } from '../core/raster/job.ts';
import type { Program } from './program.ts';

/** One gap as shaders see it: lengths in pixels of the target, arrays as textures. */
export interface GapPass {
  /** Of its left end in the target. */
  readonly x: number;
  readonly columns: number;
  readonly height: number;
  readonly left: WebGLTexture;
  readonly right: WebGLTexture;
  /** Which rows; null for the first `count` of them. */
  readonly rows: WebGLTexture | null;
  readonly count: number;
  readonly colors: GapColors;
  /** Pixels per CSS pixel, and pixels above the top of the axes. */
  readonly scale: number;
  readonly offset: number;
  readonly lineWidth: number;
  readonly curve: number;
}

/** `HeldColors` whose arrays are textures. */
export interface GapColors {
  readonly kind: HeldColors['kind'];
  /** The number of each row; null where all are alike. */
  readonly values: WebGLTexture | null;
  /** The colours that these stand for: of classes, or along a ramp. */
  readonly table: WebGLTexture | null;
}

/** Gives a program with `readRows` the rows of a gap and their ink. */
export function bindRows(program: Program, { left, right, rows, colors }: GapPass): void {
  program.texture('left', 0, left);
  program.texture('right', 1, right);
  if (rows !== null) program.texture('rows', 2, rows);
  if (colors.values !== null) program.texture('values', 3, colors.values);
  if (colors.kind === 'classes') program.texture('colors', 4, colors.table!);
}
