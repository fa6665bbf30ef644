/** The minimum of every prefix of a list whose items only become smaller: a Fenwick tree (1994) of minima, in O(log n). */
export class PrefixMinima {
  readonly #tree: Float64Array;

  /** All items are infinite at first. */
  constructor(length: number) {
    this.#tree = new Float64Array(length + 1).fill(Infinity);
  }

  /** Lowers the item at `index` to `value`, unless it is lower. */
  lower(index: number, value: number): void {
    for (let node = index + 1; node < this.#tree.length; node += node & -node)
      if (value < this.#tree[node]!) this.#tree[node] = value;
  }

  /** The lowest item from the first to that at `index`. */
  lowestUpTo(index: number): number {
    let lowest = Infinity;
    for (let node = index + 1; node > 0; node -= node & -node)
      if (this.#tree[node]! < lowest) lowest = this.#tree[node]!;
    return lowest;
  }
}
