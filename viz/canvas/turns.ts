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
