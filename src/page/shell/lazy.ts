/** Returns a function that calls `load` when it is first called, and returns the same promise later. A failed call is repeated. */
export function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | null = null;
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    }));
}

/**
 * Returns a function that loads a part of the page when it is first called.
 *
 * @param name names the part in the error: `the trainer`
 */
export function lazy<Part>(name: string, load: () => Promise<Part>): () => Promise<Part> {
  return once(() =>
    load().catch((error: unknown) => {
      throw new Error(`${name} could not be loaded; reload the page to try again`, { cause: error });
    }),
  );
}
