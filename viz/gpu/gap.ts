import type { LinearRgb } from '../core/raster/linear-rgb.ts';
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
  /** Opacity of a composed line. */
  readonly opacity: number;
}

/** `HeldColors` whose arrays are textures. */
export type GapColors =
  | { readonly kind: 'flat'; readonly color: LinearRgb }
  | {
      readonly kind: 'indexed';
      readonly codes: WebGLTexture;
      readonly colors: WebGLTexture;
      /** Index of the colour of rows without a value. */
      readonly neutral: number;
    };

/** Binds the rows of a gap to a program that includes `readRows`. */
export function bindRows(program: Program, { left, right, rows }: GapPass): void {
  program.texture('left', 0, left);
  program.texture('right', 1, right);
  if (rows !== null) program.texture('rows', 2, rows);
}

/** Binds the colours of rows to a program that includes `rowColors`. */
export function bindColors(program: Program, colors: GapColors): void {
  if (colors.kind === 'flat') {
    program.float('single', ...colors.color);
    return;
  }
  program.texture('codes', 3, colors.codes);
  program.texture('colors', 4, colors.colors);
}
