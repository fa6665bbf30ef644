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
 * message), when a message cannot be read, when the lock that it holds is released, when it has not started within a
 * minute, or when it is silent for too long while something watches it.
 */
export class LiveWorker {
  readonly worker: WorkerLike;
  readonly #options: LiveWorkerOptions;
  #state: 'starting' | 'ready' | 'ended' = 'starting';
  #stopStartWatch: () => void;
  #wasHeard = false;
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
    const { maxStart = START_LIMIT } = options;
    this.#stopStartWatch =
      maxStart === null
        ? () => undefined
        : this.#countSeconds(maxStart, `did not start within ${String(maxStart)} s`);
  }

  /** Whether its script has run; also after it has ended. */
  get wasReady(): boolean {
    return this.#wasReady;
  }

  /**
   * Asks the worker for a sign of life every second, until the returned function is called. `limit` seconds without one mean
   * that it is dead; by default 60, and only if it holds no lock whose release would show its end. Seconds are counted and no clock is read, so that a machine that slept is not taken for a silent worker.
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
    this.#wasHeard = true;
    if (!isWorkerSignal(data)) {
      this.#setReady();
      this.#options.onMessage?.(data);
    } else if (data.heddle === 'ready') {
      this.#setReady();
      this.#hasLock = data.lock !== null;
      if (data.lock !== null) this.#awaitRelease(data.lock);
    }
  };

  #setReady(): void {
    if (this.#state !== 'starting') return;
    this.#state = 'ready';
    this.#wasReady = true;
    this.#stopStartWatch();
  }

  #fail = (event: Event): void => {
    // It is reported to those who use the worker, and need not be in the console as well.
    event.preventDefault();
    const { message } = event as ErrorEvent;
    const noScript = 'could not be loaded';
    this.#die(message ? `failed: ${message}` : this.#state === 'starting' ? noScript : 'ended unexpectedly');
  };

  #failToRead = (): void => this.#die('sent a message that cannot be read');

  #awaitRelease(lock: string): void {
    navigator.locks.request(lock, () => this.#die('ended unexpectedly')).catch(() => undefined);
  }

  #countSeconds(limit: number, reason: string, isExempt = () => false): () => void {
    let silentSeconds = 0;
    const ping = () => {
      this.#wasHeard = false;
      silentSeconds = 0;
      this.worker.postMessage({ heddle: 'ping' } satisfies WorkerSignal);
    };
    ping();
    const timer = setInterval(() => {
      if (this.#state === 'ended') clearInterval(timer);
      else if (this.#wasHeard || isExempt()) ping();
      else if (++silentSeconds === limit) this.#die(reason);
    }, 1000);
    return () => clearInterval(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
