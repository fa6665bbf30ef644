import type { Distribution } from '../../types.ts';

/**
 * Returns one epoch of a distribution as a TensorBoard histogram: left edge, right edge and count of each bucket. Values
 * beyond the outermost edges get a bucket as wide as its neighbour, since TensorBoard's buckets are finite.
 */
export function histogramOf({ edges, counts }: Distribution, epoch: number): Float64Array {
  const width = (at: number) => edges[at + 1]! - edges[at]! || 1;
  const [first, last] = [edges[0]!, edges.at(-1)!];
  const ends =
    edges.length === 1
      ? [first - 1, first, first]
      : [first - width(0), ...edges, last + width(edges.length - 2)];
  return Float64Array.from(
    counts[epoch]!.flatMap((count, i) => (count > 0 ? [ends[i]!, ends[i + 1]!, count] : [])),
  );
}
