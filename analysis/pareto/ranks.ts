/** The rank of each number among the distinct ones, 0 for the smallest. No number may be NaN; zeros of both signs are equal. */
export function denseRanks(numbers: Float64Array): Uint32Array {
  const sorted = numbers.slice().sort();
  let count = 0;
  for (let at = 0; at < sorted.length; at++)
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[count++] = sorted[at]!;
  const ranks = new Uint32Array(numbers.length);
  for (let at = 0; at < ranks.length; at++) {
    const number = numbers[at]!;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < number) low = middle + 1;
      else high = middle;
    }
    ranks[at] = low;
  }
  return ranks;
}

/**
 * The indices of lists of ranks, ascending by the first list, then by the second and so on; equal ones in their order.
 * A radix sort, since a million comparisons by callback take longer.
 */
export function inLexicographicOrder(keys: readonly Uint32Array[]): Uint32Array {
  const [{ length } = new Uint32Array(0)] = keys;
  let order = Uint32Array.from({ length }, (_, at) => at);
  for (const ranks of keys.toReversed()) order = countingSort(order, ranks);
  return order;
}

/** A stable sort of `order` by rank. Ranks are less than the number of indices. */
function countingSort(order: Uint32Array, ranks: Uint32Array): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(order.length + 1);
  for (const rank of ranks) next[rank + 1]! += 1;
  for (let rank = 1; rank < next.length; rank++) next[rank]! += next[rank - 1]!;
  const sorted = new Uint32Array(order.length);
  for (const at of order) sorted[next[ranks[at]!]!++] = at;
  return sorted;
}
