/**
 * A read-only list that creates an item on each access, so that a million items take no memory until then. It can be read
 * like an array (`at`, `map`, `for … of`, `Array.isArray`).
 */
export function lazyList<Item>(length: number, itemAt: (index: number) => Item): readonly Item[] {
  // Only the length of the target array is visible.
  const target = new Array<Item>(length);
  return new Proxy(target, {
    get(array, key, receiver) {
      const index = indexOf(key);
      if (index < 0) return Reflect.get(array, key, receiver) as unknown;
      return index < length ? itemAt(index) : undefined;
    },
    has: (array, key) => {
      const index = indexOf(key);
      return index < 0 ? Reflect.has(array, key) : index < length;
    },
    ownKeys: () => [...Array.from({ length }, (_, index) => String(index)), 'length'],
    getOwnPropertyDescriptor(array, key) {
      const index = indexOf(key);
      if (index < 0) return Reflect.getOwnPropertyDescriptor(array, key);
      if (index >= length) return undefined;
      return { value: itemAt(index), enumerable: true, configurable: true, writable: true };
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
}

/** Returns the index that a key denotes, or -1. */
function indexOf(key: string | symbol): number {
  if (typeof key !== 'string') return -1;
  const first = key.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return -1;
  const index = Number(key);
  return Number.isInteger(index) && String(index) === key ? index : -1;
}
