/** Returns a function that passes on each warning once; without a listener, to the console. */
export function createWarner(tell: (message: string) => boolean): (message: string) => void {
  const seen = new Set<string>();
  return (message) => {
    if (seen.has(message)) return;
    seen.add(message);
    // Whoever mounts a plot listens to it only afterwards.
    queueMicrotask(() => {
      if (!tell(message)) console.error(`Heddle: ${message}`);
    });
  };
}
