/** Maps and sets that are replaced, never changed: whoever holds one can compare it by identity. */

export function keysOf<Key>(map: ReadonlyMap<Key, unknown>): ReadonlySet<Key> {
  return new Set(map.keys());
}

/** `set` with `item` when it was absent, without it when it was there. */
export function toggled<Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const copy = new Set(set);
  if (!copy.delete(item)) copy.add(item);
  return copy;
}

/** `set` without the items that are dropped. */
export function withoutItems<Item>(
  set: ReadonlySet<Item>,
  isDropped: (item: Item) => boolean,
): ReadonlySet<Item> {
  return new Set(Array.from(set).filter((item) => !isDropped(item)));
}

export function withEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value) {
  return new Map(map).set(key, value);
}

/** `map` without the entries whose key is dropped; `map` itself when none is. */
export function withoutKeys<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  isDropped: (key: Key) => boolean,
): ReadonlyMap<Key, Value> {
  const kept = Array.from(map).filter(([key]) => !isDropped(key));
  return kept.length === map.size ? map : new Map(kept);
}

export function setOf<Item>(items: Iterable<Item>): ReadonlySet<Item> {
  return new Set(items);
}

/** Gives back the list before where the next has the same items, so that nobody takes it for a change. */
export function steadyList<Item>(): (next: readonly Item[]) => readonly Item[] {
  let last: readonly Item[] = [];
  return (next) => {
    const isSame = next.length === last.length && next.every((item, index) => item === last[index]);
    if (!isSame) last = next;
    return last;
  };
}
