/** Milliseconds of work after which the page gets its turn: half of what it has for a frame. */
const TURN = 8;

/**
 * Goes through the steps of a long work in tasks of their own, and lets the page do what waits whenever a turn is over. Much
 * may follow from the result, which therefore has one more.
 */
export async function inTurns<Result>(steps: Iterator<void, Result>): Promise<Result> {
  for (;;) {
    await nextTurn();
    const began = performance.now();
    while (performance.now() - began < TURN) {
      const step = steps.next();
      if (!step.done) continue;
      await nextTurn();
      return step.value;
    }
  }
}

/** Resolves in a task of its own, behind those that wait. A timer would wait for milliseconds each time. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
