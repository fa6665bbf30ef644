/** A part of a curve, by indices of its points: from `start` up to before `end`. */
export interface PointRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns the points of a curve that are needed to draw it between two places: those between them, and the neighbours on
 * both sides. Searches, so that the places must ascend from `start` to `end`.
 */
export function visiblePoints(
  x: Float64Array,
  { start, end }: PointRange,
  from: number,
  to: number,
): PointRange {
  const first = Math.max(start, lowerBound(x, start, end, from) - 1);
  return { start: first, end: Math.min(end, lowerBound(x, first, end, to) + 1) };
}

/** The first index from `start` up to before `end` with at least a value; `end` if there is none. */
function lowerBound(x: Float64Array, start: number, end: number, value: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
