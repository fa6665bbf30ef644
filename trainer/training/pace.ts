/** How long the loop may work before other events get their turn: one frame at 60 Hz. */
const SLICE_MS = 16;

/**
 * Lets a long loop share its thread. The promise comes true at once while the slice lasts, and after the waiting
 * events (messages, timers, signals) have run once it is used up.
 *
 * @param clock milliseconds, from any origin
 */
export function createPace(clock: () => number): () => Promise<void> {
  let sliceBegan = clock();
  return async () => {
    if (clock() - sliceBegan < SLICE_MS) return;
    await nextTask();
    sliceBegan = clock();
  };
}

/** A message to oneself: unlike a timer it is not held back to 4 ms, and unlike `setImmediate` it is in browsers too. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
