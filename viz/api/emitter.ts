/** Listeners of typed events. */
export interface Emitter<Events> {
  /** Adds a listener; returns a function that removes it. */
  on<Type extends keyof Events>(type: Type, listener: (event: Events[Type]) => void): () => void;
  /** Calls the listeners and returns whether there are any. An error in one does not prevent the others from being called. */
  emit<Type extends keyof Events>(type: Type, event: Events[Type]): boolean;
  clear(): void;
}

export function createEmitter<Events>(): Emitter<Events> {
  const listeners = new Map<keyof Events, Set<(event: never) => void>>();

  function on<Type extends keyof Events>(type: Type, listener: (event: Events[Type]) => void) {
    const present = listeners.get(type) ?? new Set();
    listeners.set(type, present);
    // A function that is added twice is called twice, and removed one by one.
    const own = (event: Events[Type]) => listener(event);
    present.add(own);
    return () => void present.delete(own);
  }

  function emit<Type extends keyof Events>(type: Type, event: Events[Type]): boolean {
    const present = [...(listeners.get(type) ?? [])] as ((event: Events[Type]) => void)[];
    for (const listener of present) {
      try {
        listener(event);
      } catch (error) {
        reportError(error);
      }
    }
    return present.length > 0;
  }

  return { on, emit, clear: () => listeners.clear() };
}
