/** Integer keys come first, ascending, in any object, so their place in a record says nothing. */
const IS_INDEX = /^(?:0|[1-9]\d*)$/;

/** The distinct orders of keys that records have, as places of columns; the first is the order of the columns. */
export class OrderCollector {
  readonly lists: number[][];
  readonly #placeOf = new Map<string, number>();
  readonly #orders = new Map<string, number>();
  readonly #isIndex: boolean[] = [];

  constructor(names: readonly string[]) {
    this.lists = [[]];
    for (const name of names) this.addColumn(name);
  }

  /** A column behind the others. Earlier records have no such key, so all orders stay true with it at their end. */
  addColumn(name: string): void {
    const place = this.#placeOf.size;
    this.#placeOf.set(name, place);
    this.#isIndex.push(IS_INDEX.test(name));
    this.lists[0]!.push(place);
  }

  /** The place among the lists of the order that a record has its keys in; each key needs its column. */
  placeOf(keys: readonly string[]): number {
    let last = -1;
    let isInOrder = true;
    for (const key of keys) {
      const place = this.#placeOf.get(key)!;
      if (this.#isIndex[place]) continue;
      isInOrder &&= place > last;
      last = place;
    }
    if (isInOrder) return 0;
    const places = keys.map((key) => this.#placeOf.get(key)!);
    const text = places.join();
    let order = this.#orders.get(text);
    if (order === undefined) {
      order = this.lists.length;
      this.#orders.set(text, order);
      this.lists.push(places);
    }
    return order;
  }
}
