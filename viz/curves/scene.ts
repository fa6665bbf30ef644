import type { Rgb } from '../core/color/palette.ts';
import { CurvePicture } from '../core/curves/paint.ts';
import { layerSteps, type CurveFrame, type CurveLayer } from './layers.ts';

/** What lies behind curves. Lengths are in pixels of the picture. */
export interface CurveBackground {
  readonly width: number;
  readonly height: number;
  readonly frame: CurveFrame;
  /** Faint curves, from the back to the front; behind them a grid. */
  readonly layers: readonly CurveLayer[];
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly grid: Rgb;
  readonly surface: Rgb;
  readonly color: (run: number) => Rgb;
}

export interface CurveScene {
  readonly background: CurveBackground;
  /** From the back to the front. */
  readonly layers: readonly CurveLayer[];
}

/** Steps that return a picture; only every `stride`-th curve is painted. */
type PictureSteps = Generator<void, CurvePicture>;

/** Paints a background in steps of one curve. */
export function* backgroundSteps(background: CurveBackground, stride = 1): PictureSteps {
  const { width, height, frame, layers, rows, columns, grid, surface, color } = background;
  const picture = new CurvePicture(width, height);
  for (const layer of layers.toReversed()) yield* layerSteps(picture, layer, frame, color, true, stride);
  for (const row of rows) picture.paintRule('row', row, grid);
  for (const column of columns) picture.paintRule('column', column, grid);
  picture.fill(surface);
  return picture;
}

/** Paints curves in front of their painted background, in steps of one curve. */
export function* curveSteps(
  { background: { width, height, frame, color }, layers }: CurveScene,
  behind: CurvePicture,
  stride = 1,
): PictureSteps {
  const picture = new CurvePicture(width, height);
  for (const layer of layers.toReversed()) yield* layerSteps(picture, layer, frame, color, false, stride);
  picture.paintBehind(behind);
  return picture;
}

/** The work of painting layers, in points and columns of curves. */
export function workOf(layers: readonly CurveLayer[], width: number): number {
  return layers.reduce((sum, { series, y }) => sum + series.runs.length * width + y.length, 0);
}
