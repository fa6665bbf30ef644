/** Intervals in parallel lanes. */
export interface Lanes {
  /** Per interval its lane, counted from 0; -1 if it has no start. */
  readonly lanes: Int32Array;
  readonly count: number;
}

/**
 * Puts intervals in as few lanes as possible, so that no two in a lane overlap: in the order of their starts, each in the
 * first lane that is free. Intervals may touch.
 * @param starts finite, or NaN for no interval
 * @param ends at least the starts; NaN for an interval without length
 */
export function packLanes(starts: Float64Array, ends: Float64Array): Lanes {
  const order = Uint32Array.from(starts.keys()).filter((at) => Number.isFinite(starts[at]!));
  order.sort((a, b) => starts[a]! - starts[b]! || a - b);
  const lanes = new Int32Array(starts.length).fill(-1);
  const freeFrom: number[] = [];
  for (const at of order) {
    const found = freeFrom.findIndex((free) => free <= starts[at]!);
    const lane = found < 0 ? freeFrom.length : found;
    lanes[at] = lane;
    freeFrom[lane] = Number.isNaN(ends[at]!) ? starts[at]! : ends[at]!;
  }
  return { lanes, count: freeFrom.length };
}
