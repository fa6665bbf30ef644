import type { Distribution } from '../../types.ts';

/** How many values lay from `left` to `right`. */
export interface Bucket {
  readonly left: number;
  readonly right: number;
  readonly count: number;
}

/** The histogram of one step. */
export interface HistogramAt {
  readonly step: number;
  readonly buckets: readonly Bucket[];
}

/** How many buckets a distribution gets whose steps have buckets of their own each. */
const BUCKETS = 64;

/** Maximum number of bucket edges that are kept as they are. */
const MAX_EDGES = 256;

/** Limits beyond this mean unlimited. */
const UNLIMITED = 1e308;

/** The buckets of the old form: each ends at its limit; the least and the greatest value end those without one. */
export function bucketsOfLimits(histogram: {
  readonly min: number;
  readonly max: number;
  readonly limits: readonly number[];
  readonly counts: readonly number[];
}): Bucket[] {
  const { min, max, limits, counts } = histogram;
  const limitAt = (i: number, otherwise: number) => {
    const limit = limits[i] ?? Infinity;
    return Math.abs(limit) < UNLIMITED ? limit : otherwise;
  };
  return counts.flatMap((count, i) => bucket(limitAt(i - 1, min), limitAt(i, max), count));
}

/** Returns the buckets of the new form, in which left end, right end and count of each follow one another. */
export function bucketsOfTriples(numbers: readonly number[]): Bucket[] {
  const buckets: Bucket[] = [];
  for (let i = 0; i + 2 < numbers.length; i += 3) {
    buckets.push(...bucket(numbers[i]!, numbers[i + 1]!, numbers[i + 2]!));
  }
  return buckets;
}

/** Returns the bucket; nothing if it is empty or its ends or count are not finite. */
function bucket(left: number, right: number, count: number): Bucket[] {
  const isSound = Number.isFinite(left) && Number.isFinite(right) && left <= right;
  return isSound && Number.isFinite(count) && count > 0 ? [{ left, right, count }] : [];
}

/**
 * The histograms of one tag over common edges. Where each step has buckets of its own these are 64 of one width from
 * the least to the greatest value: within a bucket values are taken as evenly spread, and the count of all values stays.
 * Of several steps of one epoch the last is taken. Null if nothing was counted.
 */
export function distributionOf(
  histograms: readonly HistogramAt[],
  epochOf: (step: number) => number,
): Distribution | null {
  const byEpoch = new Map(histograms.map(({ step, buckets }) => [epochOf(step), buckets]));
  const counted = [...byEpoch].filter(([, buckets]) => buckets.length > 0).sort(([a], [b]) => a - b);
  if (counted.length === 0) return null;
  const edges = commonEdges(counted.flatMap(([, buckets]) => buckets));
  return {
    edges,
    epochs: counted.map(([epoch]) => epoch),
    counts: counted.map(([, buckets]) => countsOver(edges, buckets)),
  };
}

function commonEdges(buckets: readonly Bucket[]): number[] {
  const ends = [...new Set(buckets.flatMap(({ left, right }) => [left, right]))].sort((a, b) => a - b);
  const next = new Map(ends.map((end, i) => [end, ends[i + 1]]));
  const isShared = buckets.every(({ left, right }) => left === right || next.get(left) === right);
  if (isShared && ends.length <= MAX_EDGES) return ends;
  const [least, greatest] = [ends[0]!, ends.at(-1)!];
  const width = greatest / BUCKETS - least / BUCKETS;
  const edges = Array.from({ length: BUCKETS + 1 }, (_, i) => (i < BUCKETS ? least + i * width : greatest));
  return edges.every((edge, i) => i === 0 || edge > edges[i - 1]!) ? edges : [least];
}

/** Rounds cumulative counts rather than each count, so that the total stays the same. */
function countsOver(edges: readonly number[], buckets: readonly Bucket[]): number[] {
  const below = edges.map((edge) =>
    Math.round(buckets.reduce((sum, each) => sum + each.count * shareBelow(each, edge), 0)),
  );
  const total = Math.round(buckets.reduce((sum, { count }) => sum + count, 0));
  return [...below, total].map((count, i) => count - (below[i - 1] ?? 0));
}

function shareBelow({ left, right }: Bucket, edge: number): number {
  if (right < edge) return 1;
  return left >= edge ? 0 : (edge - left) / (right - left);
}
