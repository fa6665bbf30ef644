import { isWorkerSignal, type WorkerSignal } from './worker-messages.ts';

/** What is used of a worker: `Worker` has it, and Node's threads through an adapter. */
export type WorkerLike = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;

/** A worker ended before its work did. The message names the worker and the reason. */
export class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError';

  /** @param worker such as `import worker` */
  constructor(worker: string, reason: string) {
    super(`the ${worker} ${reason}`);
  }
}

/** Seconds from the start of a worker until its script has run; a script may come over a slow line. */
const START_LIMIT = 60;

/**
 * Seconds without a sign of life after which a worker has ended whose script has run, but whose lock the page has not seen:
 * until it is ready it has nothing to do that could keep it from answering.
 */
const LOCK_LIMIT = 5;

/** Seconds that a worker without a lock may be silent: longer than a file or a step blocks one. */
const SILENCE_LIMIT = 60;

export interface LiveWorkerOptions {
  /** What the worker is, for messages: `import worker`. */
  readonly name: string;
  readonly create: () => WorkerLike;
  /** Seconds that it may take to start, by default 60; null for any time. */
  readonly maxStart?: number | null;
  /** Called at most once, unless the worker is terminated first. */
  readonly onDeath: (error: WorkerDiedError) => void;
  /** Called with each message that is not about the worker itself. */
  readonly onMessage?: (data: unknown) => void;
}

/**
 * One worker, watched from its start to its end. It is dead when it raises an error (a script that is missing does, without a
 * message), when a message cannot be read, when the lock that it holds is released, when it falls silent before it holds
 * the lock, when it has not started within a minute, or when it is silent for too long while something watches it.
 */
export class LiveWorker {
  readonly worker: WorkerLike;
  /** Resolves when the worker accepts calls; stays pending if it dies before. */
  readonly ready: Promise<void>;
  readonly #options: LiveWorkerOptions;
  #state: 'starting' | 'ready' | 'ended' = 'starting';
  #stopStartWatch: () => void = () => undefined;
  #resolveReady: () => void = () => undefined;
  /** The number of messages received, by which each watch sees whether there are new ones. */
  #messageCount = 0;
  #hasLock = false;
  #wasReady = false;

  /** @throws {WorkerDiedError} if the worker cannot be created */
  constructor(options: LiveWorkerOptions) {
    this.#options = options;
    try {
      this.worker = options.create();
    } catch (error) {
      throw new WorkerDiedError(options.name, `could not be started: ${messageOf(error)}`);
    }
    this.worker.addEventListener('message', this.#receive);
    this.worker.addEventListener('error', this.#fail);
    this.worker.addEventListener('messageerror', this.#failToRead);
    this.ready = new Promise((resolve) => (this.#resolveReady = resolve));
    this.#watchStart();
  }

  /** Whether it was ready; also after it has ended. */
  get wasReady(): boolean {
    return this.#wasReady;
  }

  /**
   * Asks the worker for a sign of life every second, until the returned function is called. `limit` seconds without one mean
   * that it is dead; by default 60, and only if it holds no lock whose release would show its end. Seconds are counted and
   * no clock is read, so that a machine that slept is not taken for a silent worker.
   */
  watchSilence(limit?: number): () => void {
    const seconds = limit ?? SILENCE_LIMIT;
    // While it starts, the limit for that holds.
    const isExempt = () => this.#state === 'starting' || (limit === undefined && this.#hasLock);
    return this.#countSeconds(seconds, `did not respond for ${String(seconds)} s`, isExempt);
  }

  terminate(): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#stopStartWatch();
    this.worker.removeEventListener('message', this.#receive);
    this.worker.removeEventListener('error', this.#fail);
    this.worker.removeEventListener('messageerror', this.#failToRead);
    this.worker.terminate();
  }

  #die(reason: string): void {
    if (this.#state === 'ended') return;
    this.terminate();
    this.#options.onDeath(new WorkerDiedError(this.#options.name, reason));
  }

  #receive = (event: Event): void => {
    const { data } = event as MessageEvent<unknown>;
    this.#messageCount++;
    if (!isWorkerSignal(data)) {
      this.#setReady();
      this.#options.onMessage?.(data);
    } else if (data.heddle === 'started') {
      void this.#awaitLock(data.lock);
    } else if (data.heddle === 'ready') {
      this.#setReady();
      if (data.lock !== null) this.#awaitRelease(data.lock);
    }
  };

  #setReady(): void {
    if (this.#state !== 'starting') return;
    this.#state = 'ready';
    this.#wasReady = true;
    this.#stopStartWatch();
    this.#resolveReady();
  }

  #watchStart(): void {
    const { maxStart = START_LIMIT } = this.#options;
    this.#stopStartWatch();
    if (maxStart !== null)
      this.#stopStartWatch = this.#countSeconds(maxStart, `did not start within ${String(maxStart)} s`);
  }

  #fail = (event: Event): void => {
    // It is reported to those who use the worker, and need not be in the console as well.
    event.preventDefault();
    const { message } = event as ErrorEvent;
    const noScript = 'could not be loaded';
    this.#die(message ? `failed: ${message}` : this.#state === 'starting' ? noScript : 'ended unexpectedly');
  };

  #failToRead = (): void => this.#die('sent a message that cannot be read');

  /**
   * Waits until the worker holds the lock or is queued for it. The page does not queue for it earlier, since it could be
   * granted the lock in place of the worker.
   */
  async #awaitLock(lock: string): Promise<void> {
    this.#stopStartWatch();
    this.#stopStartWatch = this.#countSeconds(LOCK_LIMIT, 'ended before it was ready');
    while (this.#state === 'starting' && !this.#hasLock) {
      if (await isRequested(lock)) this.#awaitRelease(lock);
      else await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  #awaitRelease(lock: string): void {
    if (this.#hasLock) return;
    this.#hasLock = true;
    if (this.#state === 'starting') this.#watchStart();
    navigator.locks.request(lock, () => this.#die('ended unexpectedly')).catch(() => undefined);
  }

  #countSeconds(limit: number, reason: string, isExempt = () => false): () => void {
    let silentSeconds = 0;
    let seenCount = 0;
    const ping = () => {
      seenCount = this.#messageCount;
      silentSeconds = 0;
      this.worker.postMessage({ heddle: 'ping' } satisfies WorkerSignal);
    };
    ping();
    const timer = setInterval(() => {
      if (this.#state === 'ended') clearInterval(timer);
      else if (this.#messageCount > seenCount || isExempt()) ping();
      else if (++silentSeconds === limit) this.#die(reason);
    }, 1000);
    return () => clearInterval(timer);
  }
}

/** Whether a lock is held or waited for; false where the page has no locks. */
async function isRequested(lock: string): Promise<boolean> {
  try {
    const { held = [], pending = [] } = await navigator.locks.query();
    return [...held, ...pending].some(({ name }) => name === lock);
  } catch {
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
