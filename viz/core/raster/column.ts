import type { InkColumn } from './ink-column.ts';
import { rampSteps, toByte, type LinearRgb, type RampTable } from './ink.ts';
import { opacityAt, type Tone } from './tone.ts';

/** Per cell of a column the density of lines, and linear red, green and blue weighted by it. One cell more, always 0. */
export type ColumnSums = Float32Array;

export function createColumnSums(cells: number): ColumnSums {
  return new Float32Array(4 * (cells + 1));
}

/** Adds the ink of one group of lines to the sums in its colours (null: those of `ramp`), and empties it. */
export function collectInk(
  sums: ColumnSums,
  { mass, tint, guard, cells }: InkColumn,
  color: LinearRgb | null,
  ramp: RampTable | null,
): void {
  for (let cell = 0; cell < cells; cell++) {
    const density = mass[cell + guard]!;
    // What differences leave behind where nothing is.
    if (density < 1e-4) continue;
    const at = 4 * cell;
    sums[at]! += density;
    if (color !== null) {
      sums[at + 1]! += density * color[0];
      sums[at + 2]! += density * color[1];
      sums[at + 3]! += density * color[2];
    } else if (ramp !== null) {
      const mean = tint[cell + guard]! / density;
      const step = 3 * Math.max(0, Math.min(rampSteps - 1, (mean * (rampSteps - 1) + 0.5) | 0));
      sums[at + 1]! += density * ramp[step]!;
      sums[at + 2]! += density * ramp[step + 1]!;
      sums[at + 3]! += density * ramp[step + 2]!;
    }
  }
  mass.fill(0);
  if (color === null) tint.fill(0);
}

/** Where a column of pixels goes. */
export interface PixelColumn {
  /** Four bytes a pixel, row by row, not premultiplied. */
  readonly pixels: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly x: number;
}

/** Writes the colours of a column. Where cells and pixels differ in size, a pixel is mixed from the nearest two cells. */
export function writeColumn(sums: ColumnSums, target: PixelColumn, tone: Tone): void {
  const { pixels, width, height, x } = target;
  const step = (sums.length / 4 - 1) / height;
  for (let y = 0; y < height; y++) {
    const place = Math.max(0, (y + 0.5) * step - 0.5);
    const cell = place | 0;
    const lower = place - cell;
    const upper = 1 - lower;
    const at = 4 * cell;
    const density = sums[at]! * upper + sums[at + 4]! * lower;
    if (density === 0) continue;
    const pixel = 4 * (y * width + x);
    pixels[pixel] = toByte((sums[at + 1]! * upper + sums[at + 5]! * lower) / density);
    pixels[pixel + 1] = toByte((sums[at + 2]! * upper + sums[at + 6]! * lower) / density);
    pixels[pixel + 2] = toByte((sums[at + 3]! * upper + sums[at + 7]! * lower) / density);
    pixels[pixel + 3] = 255 * opacityAt(tone, density);
  }
}
