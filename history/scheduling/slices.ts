import { yieldToEventLoop } from './yield.ts';

/** Work that can be interrupted after each step. */
type Steps<Result> = Iterator<void, Result>;

const CANCELLED = Symbol('cancelled');

/**
 * Runs `task` once the waiting events have been handled, and nothing else in the same turn. Returns a function that cancels
 * it.
 */
export function runAfterEvents(task: () => void): () => void {
  let isCancelled = false;
  void yieldToEventLoop().then(() => {
    if (!isCancelled) task();
  });
  return () => {
    isCancelled = true;
  };
}

/**
 * Runs steps in slices of about `sliceMs` and yields to the event loop between them; a slice lasts longer where a single step
 * does. Calls `onDone` with the result in a turn of its own, since much may follow from it. Returns a function that cancels
 * the work.
 */
export function runInSlices<Result>(
  steps: Steps<Result>,
  onDone: (result: Result) => void,
  sliceMs = 4,
): () => void {
  let isCancelled = false;
  void run(steps, sliceMs, () => isCancelled).then((result) => {
    if (result !== CANCELLED) onDone(result);
  });
  return () => {
    isCancelled = true;
  };
}

/** As `runInSlices`, with the result as a promise; rejects with what a step throws. */
export async function resultInSlices<Result>(steps: Steps<Result>, sliceMs: number): Promise<Result> {
  return (await run(steps, sliceMs, () => false)) as Result;
}

async function run<Result>(
  steps: Steps<Result>,
  sliceMs: number,
  isCancelled: () => boolean,
): Promise<Result | typeof CANCELLED> {
  for (;;) {
    await yieldToEventLoop();
    if (isCancelled()) return CANCELLED;
    const sliceStart = performance.now();
    do {
      const step = steps.next();
      if (!step.done) continue;
      await yieldToEventLoop();
      return isCancelled() ? CANCELLED : step.value;
    } while (performance.now() - sliceStart < sliceMs);
  }
}
