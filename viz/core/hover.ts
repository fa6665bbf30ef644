/** The stretch between two neighbouring axes, in any one unit of length. */
export interface Gap {
  readonly leftX: number;
  readonly rightX: number;
  /** Per row where it crosses each of the two axes. */
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/**
 * The row among `rows` whose line passes nearest to the point, measured at a right angle to the line; null when none
 * comes within `tolerance`. Of equals the first.
 */
export function nearestLine(
  gap: Gap,
  rows: Uint32Array,
  x: number,
  y: number,
  tolerance: number,
): number | null {
  const run = gap.rightX - gap.leftX;
  const t = run === 0 ? 0 : (x - gap.leftX) / run;
  let nearest = -1;
  let best = tolerance * tolerance;
  for (const row of rows) {
    const left = gap.left[row]!;
    const rise = gap.right[row]! - left;
    const down = left + t * rise - y;
    const slope = run === 0 ? 0 : rise / run;
    const square = (down * down) / (1 + slope * slope);
    if (square < best || (square === best && nearest < 0)) {
      best = square;
      nearest = row;
    }
  }
  return nearest < 0 ? null : nearest;
}

/** The index of the gap that holds `x`: gap 0 is between the axes 0 and 1. Null outside of all. */
export function gapAt(axisX: readonly number[], x: number): number | null {
  if (axisX.length < 2 || x < axisX[0]! || x > axisX.at(-1)!) return null;
  const next = axisX.findIndex((axis) => axis > x);
  return next < 0 ? axisX.length - 2 : next - 1;
}
