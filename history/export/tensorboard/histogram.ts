import type { Distribution } from '../../types.ts';

/**
 * One epoch of a distribution as TensorBoard's histograms have it: left end, right end and count of each bucket, one after
 * the other. What lay beyond the outermost edges gets a bucket as wide as the one beside it, since every bucket ends.
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
