import type { HeldColors } from '../core/raster/job.ts';
import type { Program } from './program.ts';

/** One gap as input of shaders: lengths in pixels of the target, arrays as textures. */
export interface GapPass {
  /** The left end in the target. */
  readonly x: number;
  readonly columns: number;
  readonly height: number;
  readonly left: WebGLTexture;
  readonly right: WebGLTexture;
  /** Indexes of the rows; null for the first `count` rows. */
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
  /** The fraction or code of each row; null for a single colour. */
  readonly values: WebGLTexture | null;
  /** The colour table that these refer to. */
  readonly table: WebGLTexture | null;
}

/** Binds the rows of a gap and their colours to a program that includes `readRows`. */
export function bindRows(program: Program, { left, right, rows, colors }: GapPass): void {
  program.texture('left', 0, left);
  program.texture('right', 1, right);
  if (rows !== null) program.texture('rows', 2, rows);
  if (colors.values !== null) program.texture('values', 3, colors.values);
  if (colors.kind === 'categorical') program.texture('colors', 4, colors.table!);
}
