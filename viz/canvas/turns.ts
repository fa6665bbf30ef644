import type { Steps } from '../core/steps.ts';

const waiting = new Set<() => void>();
let channel: MessageChannel | null = null;

function next(): void {
  const [first] = waiting;
  if (first === undefined) return;
  waiting.delete(first);
  if (waiting.size > 0) channel?.port2.postMessage(null);
  first();
}

/** Does something later, and nothing else with it, so that the page can answer in between. Gives back how to leave it. */
export function inTurn(job: () => void): () => void {
  const own = () => job();
  waiting.add(own);
  if (channel === null) {
    channel = new MessageChannel();
    channel.port1.onmessage = next;
  }
  if (waiting.size === 1) channel.port2.postMessage(null);
  return () => waiting.delete(own);
}

/** Milliseconds after which the page may answer in between: a step may take several times as long. */
const slice = 4;

/**
 * Does steps, as many in each turn as a slice has time for, and gives their result in a turn of its own, since much may
 * follow from it. Gives back how to leave them.
 */
export function inSteps<Result>(steps: Steps<Result>, onDone: (result: Result) => void): () => void {
  function go(): void {
    const began = performance.now();
    for (;;) {
      const step = steps.next();
      if (step.done) {
        leave = inTurn(() => onDone(step.value));
        return;
      }
      if (performance.now() - began > slice) break;
    }
    leave = inTurn(go);
  }

  let leave = inTurn(go);
  return () => leave();
}
