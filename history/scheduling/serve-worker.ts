import { expose, type Endpoint } from 'comlink';
import { isWorkerSignal, type WorkerSignal } from './worker-messages.ts';

export interface AnnounceOptions {
  /** Where the page is reached: the worker's global scope, or a port. */
  readonly endpoint?: Endpoint;
  /**
   * Whether the worker holds a Web Lock, by whose release the page learns at once that it has ended. A page with a lock is
   * not kept in the back-forward cache, so plots embedded in other people's pages do without.
   */
  readonly holdLock?: boolean;
}

/** In a worker: offers the methods of `service` to the `WorkerHost` that started it. */
export function serveWorker(service: object, options: AnnounceOptions = {}): void {
  expose(service, options.endpoint);
  void announceWorker(options);
}

/** In a worker: reports to the page that the script has run and then that its lock is held, and answers its pings. */
export async function announceWorker({
  endpoint = globalThis as unknown as Endpoint,
  holdLock = true,
}: AnnounceOptions = {}): Promise<void> {
  const send = (signal: WorkerSignal) => endpoint.postMessage(signal);
  endpoint.addEventListener('message', (event) => {
    const { data } = event as MessageEvent<unknown>;
    if (isWorkerSignal(data) && data.heddle === 'ping') send({ heddle: 'pong' });
  });
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  if (!holdLock || locks === undefined) {
    send({ heddle: 'ready', lock: null });
    return;
  }
  const lock = `heddle-worker-${String(Date.now())}-${String(Math.random())}`;
  send({ heddle: 'started', lock });
  send({ heddle: 'ready', lock: (await holdForLife(locks, lock)) ? lock : null });
}

/** Acquires a lock that is released when this worker ends, however it ends. Returns false where locks are refused. */
function holdForLife(locks: LockManager, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    locks
      .request(name, () => {
        resolve(true);
        return new Promise(() => undefined);
      })
      // An opaque origin, as of a sandboxed frame, has no locks.
      .catch(() => resolve(false));
  });
}
