/** Tells every warning once, where nobody listens to the console. */
export function createWarner(tell: (message: string) => boolean): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (told.has(message)) return;
    told.add(message);
    // Whoever mounts a plot listens to it only afterwards.
    queueMicrotask(() => {
      if (!tell(message)) console.error(`Heddle: ${message}`);
    });
  };
}
