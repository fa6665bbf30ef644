/** Milliseconds of work after which the page gets its turn: half of what it has for a frame. */
const TURN = 8;

/** Goes through the steps of a long work, and lets the page do what waits whenever a turn is over. */
export async function inTurns<Result>(steps: Iterator<void, Result>): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - began < TURN) continue;
    await nextTurn();
    began = performance.now();
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
