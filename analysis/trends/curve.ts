export type Goal = 'min' | 'max';

/** The finite values of a curve in the order of their records, negated if higher is better: lower is better here. */
export interface Curve {
  readonly values: Float64Array;
  /** The index of each value among the records; null if all records are finite. */
  readonly records: Uint32Array | null;
}

/** The tests of a curve are calibrated up to this length; they take time in proportion to it. */
const maxBlocks = 150;

/** Selects the finite values; `values` itself if nothing changes. */
export function curveOf(values: Float64Array, direction: Goal): Curve {
  const sign = direction === 'min' ? 1 : -1;
  let count = 0;
  for (const value of values) if (Number.isFinite(value)) count++;
  if (count === values.length && sign === 1) return { values, records: null };
  const out = new Float64Array(count);
  const records = count < values.length ? new Uint32Array(count) : null;
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (records !== null) records[at] = i;
    out[at++] = sign * value;
  }
  return { values: out, records };
}

export function recordAt({ records }: Curve, index: number): number {
  return records === null ? index : records[index]!;
}

/** Smallest and largest value; [0, 0] of none. */
export function extentOf(values: Float64Array): [min: number, max: number] {
  if (values.length === 0) return [0, 0];
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

/** The number of blocks that a curve is condensed to: its length, halved, divided by three, … until it is at most 150. */
function blockCount(length: number): number {
  return Math.ceil(length / Math.ceil(length / maxBlocks));
}

/** The index of the first value of a block; the length for the block after the last. */
export function blockStart(block: number, length: number): number {
  return Math.floor((block * length) / blockCount(length));
}

/** Means of blocks of neighbours whose lengths differ by at most one; a short curve is returned as it is. */
export function condense(values: Float64Array): Float64Array {
  const { length } = values;
  const count = blockCount(length);
  if (count === length || length === 0) return values;
  const out = new Float64Array(count);
  for (let block = 0, i = 0; block < count; block++) {
    const [start, end] = [i, blockStart(block + 1, length)];
    let sum = 0;
    for (; i < end; i++) sum += values[i]!;
    out[block] = sum / (end - start);
  }
  return out;
}
