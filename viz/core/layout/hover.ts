import { progressAt } from '../raster/style.ts';

/** The interval between two neighbouring axes, in any unit of length. */
export interface Gap {
  readonly leftX: number;
  readonly rightX: number;
  /** Position of each row on the two axes. */
  readonly left: Float32Array;
  readonly right: Float32Array;
  /** The curvature of lines: see `progressAt`. */
  readonly curve: number;
}

/**
 * The row among `rows` whose line is nearest to the point, measured perpendicular to the line; null if none is within
 * `tolerance`. The first of equals.
 */
export function nearestLine(
  { leftX, rightX, left, right, curve }: Gap,
  rows: Uint32Array,
  x: number,
  y: number,
  tolerance: number,
): number | null {
  const run = rightX - leftX;
  const t = run === 0 ? 0 : (x - leftX) / run;
  const share = progressAt(curve, t);
  const steepness = run === 0 ? 0 : (1 + curve * (6 * t * (1 - t) - 1)) / run;
  let nearest = -1;
  let best = tolerance * tolerance;
  for (const row of rows) {
    const from = left[row]!;
    const rise = right[row]! - from;
    const down = from + share * rise - y;
    const slope = rise * steepness;
    const square = down * down;
    if (square > best * (1 + slope * slope)) continue;
    const distance = square / (1 + slope * slope);
    if (distance < best || (distance === best && nearest < 0)) {
      best = distance;
      nearest = row;
    }
  }
  return nearest < 0 ? null : nearest;
}

/** Lines across axes, in any unit of length. */
export interface Lines {
  readonly axisX: readonly number[];
  /** Per axis, the position of each row. */
  readonly positions: readonly Float32Array[];
  readonly curve: number;
}

/** The row whose line is nearest to a point within its gap: see `nearestLine`. */
export function lineAt(
  { axisX, positions, curve }: Lines,
  rows: Uint32Array,
  x: number,
  y: number,
  tolerance: number,
): number | null {
  const gap = gapAt(axisX, x);
  if (gap === null) return null;
  const between = {
    leftX: axisX[gap]!,
    rightX: axisX[gap + 1]!,
    left: positions[gap]!,
    right: positions[gap + 1]!,
    curve,
  };
  return nearestLine(between, rows, x, y, tolerance);
}

/** The index of the gap that contains `x`: gap 0 is between axes 0 and 1. Null outside all gaps. */
export function gapAt(axisX: readonly number[], x: number): number | null {
  if (axisX.length < 2 || x < axisX[0]! || x > axisX.at(-1)!) return null;
  const next = axisX.findIndex((axis) => axis > x);
  return next < 0 ? axisX.length - 2 : next - 1;
}
