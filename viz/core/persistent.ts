/** Operations on immutable maps and sets, which can be compared by identity. */

export function keysOf<Key>(map: ReadonlyMap<Key, unknown>): ReadonlySet<Key> {
  return new Set(map.keys());
}

/** Adds `item` to a copy of `set`, or removes it if present. */
export function toggled<Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const copy = new Set(set);
  if (!copy.delete(item)) copy.add(item);
  return copy;
}

/** `set` without the dropped items. */
export function withoutItems<Item>(
  set: ReadonlySet<Item>,
  isDropped: (item: Item) => boolean,
): ReadonlySet<Item> {
  return new Set(Array.from(set).filter((item) => !isDropped(item)));
}

export function withEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value) {
  return new Map(map).set(key, value);
}

/** `map` without the entries of dropped keys; the same map if there are none. */
export function withoutKeys<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  isDropped: (key: Key) => boolean,
): ReadonlyMap<Key, Value> {
  const kept = Array.from(map).filter(([key]) => !isDropped(key));
  return kept.length === map.size ? map : new Map(kept);
}

/** The entries of both maps; those of `over` take precedence. The same map if `under` is empty. */
export function overlaid<Key, Value>(
  under: ReadonlyMap<Key, Value>,
  over: ReadonlyMap<Key, Value>,
): ReadonlyMap<Key, Value> {
  return under.size === 0 ? over : new Map([...under, ...over]);
}

export function setOf<Item>(items: Iterable<Item>): ReadonlySet<Item> {
  return new Set(items);
}

/** Returns a function that returns the previous list if the next one has the same items, to keep its identity. */
export function steadyList<Item>(): (next: readonly Item[]) => readonly Item[] {
  let last: readonly Item[] = [];
  return (next) => {
    const isSame = next.length === last.length && next.every((item, index) => item === last[index]);
    if (!isSame) last = next;
    return last;
  };
}
