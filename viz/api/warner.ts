/** Returns a function that emits each warning once; without a listener, it is written to the console. */
export function createWarner(emit: (message: string) => boolean): (message: string) => void {
  const seen = new Set<string>();
  return (message) => {
    if (seen.has(message)) return;
    seen.add(message);
    // Listeners can be added only after the plot is mounted.
    queueMicrotask(() => {
      if (!emit(message)) console.error(`Heddle: ${message}`);
    });
  };
}
