/**
 * Resolves in a new task, after the events that are already waiting (messages, timers, input) have been handled. Works in
 * pages, workers and Node.
 *
 * A message to oneself is not delayed by 4 ms as nested timers are. `scheduler.yield` is not used: its continuations run
 * before waiting messages, so a loop that yields with it never receives the message that cancels it.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * Returns a function that lets a long loop share its thread: it resolves at once until the loop has run for `sliceMs`, then
 * yields to the event loop and starts a new slice.
 *
 * @param clock milliseconds from any origin
 * @param sliceMs 16 ms is one frame at 60 Hz
 */
export function createYielder(clock: () => number, sliceMs = 16): () => Promise<void> {
  let sliceStart = clock();
  return async () => {
    if (clock() - sliceStart < sliceMs) return;
    await yieldToEventLoop();
    sliceStart = clock();
  };
}
