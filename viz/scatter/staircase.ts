import type { AxisScale } from '../core/scale/scales.ts';

export type Point = readonly [x: number, y: number];

/** Which direction is better on each axis. */
export interface Directions {
  readonly x: 'min' | 'max';
  readonly y: 'min' | 'max';
}

/**
 * The border of the area that the points of a Pareto front dominate: horizontal and vertical lines through all of them,
 * in CSS pixels. `points`: from the best to the worst by x. Empty for fewer than one point.
 */
export function staircase(
  points: readonly Point[],
  { x, y }: Directions,
  scales: readonly [AxisScale, AxisScale],
): Point[] {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  // From the worst y at the best x to the worst x at the best y; low values are at the left and at the bottom.
  const worstX = x === 'min' ? scales[0].height : 0;
  const worstY = y === 'min' ? 0 : scales[1].height;
  const line: Point[] = [[first[0], worstY]];
  for (const [at, point] of points.entries()) {
    const previous = points[at - 1];
    // Between two points the worse value of both is dominated.
    if (previous !== undefined) line.push([point[0], previous[1]]);
    line.push(point);
  }
  return [...line, [worstX, last[1]]];
}
