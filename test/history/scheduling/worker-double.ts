import type { WorkerLike } from '../../../history/scheduling/index.ts';

/** How a worker ends by itself. */
export const DEATHS = ['throws', 'has no script', 'sends what cannot be read', 'falls silent'] as const;
export type Death = (typeof DEATHS)[number];

/** A worker on this thread: messages are cloned and arrive in tasks of their own, as those of a real one. */
export class WorkerDouble extends EventTarget implements WorkerLike {
  isTerminated = false;
  readonly #near: MessagePort;
  readonly #far: MessagePort;

  /** @param script what runs in the worker; null if it never does */
  constructor(script: ((endpoint: MessagePort) => void) | null) {
    super();
    const { port1, port2 } = new MessageChannel();
    [this.#near, this.#far] = [port1, port2];
    port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
    script?.(port2);
  }

  postMessage(message: unknown, transfer: Transferable[] | StructuredSerializeOptions = []): void {
    this.#near.postMessage(message, transfer as Transferable[]);
  }

  terminate(): void {
    this.isTerminated = true;
    this.#near.close();
    this.#far.close();
  }

  die(death: Death): void {
    this.#far.close();
    const event = { throws: 'error', 'has no script': 'error', 'sends what cannot be read': 'messageerror' };
    if (death === 'falls silent') return;
    const message = death === 'throws' ? { message: 'out of memory' } : {};
    this.dispatchEvent(Object.assign(new Event(event[death], { cancelable: true }), message));
  }
}
