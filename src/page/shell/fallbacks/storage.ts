/** The part of `Storage` that the page uses. */
export type KeyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Returns a storage that never throws: the browser's, or memory where it is blocked (reading `localStorage` then throws)
 * or full. Values in memory are lost after the visit.
 * @param open returns the browser's storage
 */
export function safeStorage(open: () => Storage): KeyStorage {
  const memory = new Map<string, string>();
  let storage: Storage | null = null;
  try {
    storage = open();
  } catch {
    storage = null;
  }
  return {
    getItem(key) {
      try {
        return memory.get(key) ?? storage?.getItem(key) ?? null;
      } catch {
        return null;
      }
    },
    setItem(key, value) {
      memory.set(key, value);
      try {
        storage?.setItem(key, value);
      } catch {
        // It is full or was blocked meanwhile; the value in memory is used until the visit ends.
      }
    },
    removeItem(key) {
      memory.delete(key);
      try {
        storage?.removeItem(key);
      } catch {
        // As above.
      }
    },
  };
}
