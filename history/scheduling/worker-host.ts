import { proxy, wrap, type Endpoint, type Remote } from 'comlink';
import { LiveWorker, WorkerDiedError, type WorkerLike } from './live-worker.ts';

export interface WorkerHostOptions {
  /** What the worker is, for messages: `import worker`. */
  readonly name: string;
  /** Starts a worker whose script calls `serveWorker`. */
  readonly create: () => WorkerLike;
  /** Seconds that it may take to start; null for any time. */
  readonly maxStart?: number | null;
}

export interface CallOptions<Service> {
  /** Whether the call may be made a second time, on a fresh worker, when the worker dies. */
  readonly isIdempotent?: boolean;
  readonly signal?: AbortSignal;
  /** Asks the service to end the call, whose result then counts. Without it the worker is terminated at once. */
  readonly cancel?: (service: Remote<Service>) => Promise<unknown>;
  /** Milliseconds that the call may take to end after `cancel`; then the worker is terminated. */
  readonly patience?: number;
  /**
   * Seconds of silence after which the worker is taken for dead; null if it may be busy for any time. By default 60, and only
   * where the worker holds no lock whose release would show its end.
   */
  readonly maxSilence?: number | null;
}

/** Makes a function that the worker can call. Calls that come after the end of the host's call are dropped. */
export type MakeCallback = <Args extends unknown[]>(
  callback: (...args: Args) => void,
) => (...args: Args) => void;

interface Session<Service> {
  readonly live: LiveWorker;
  readonly service: Remote<Service>;
  readonly onDeath: Set<(error: WorkerDiedError) => void>;
}

/** A worker is lost for good when a second one dies of the same call. */
const ATTEMPTS = 2;

/**
 * Runs calls in a worker that is started with the first one, and again with the next one after it died. A call always
 * settles: with what the service returns or throws, with `WorkerDiedError` when the worker dies (an idempotent call is made
 * again on a fresh worker first), or with the signal's reason when it is aborted.
 */
export class WorkerHost<Service> {
  readonly #options: WorkerHostOptions;
  #session: Session<Service> | null = null;
  #isDisposed = false;

  constructor(options: WorkerHostOptions) {
    this.#options = options;
  }

  /**
   * @param use calls a method of the service; it may call several
   * @throws {WorkerDiedError} if the worker dies or cannot be started, or the host is disposed
   */
  async call<Result>(
    use: (service: Remote<Service>, callback: MakeCallback) => Promise<Result>,
    options: CallOptions<Service> = {},
  ): Promise<Result> {
    const { isIdempotent = false, signal } = options;
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      try {
        return await this.#attempt(use, options);
      } catch (error) {
        signal?.throwIfAborted();
        const isLast = !isIdempotent || this.#isDisposed || attempt === ATTEMPTS;
        if (!(error instanceof WorkerDiedError) || isLast) throw error;
      }
    }
  }

  /** Terminates the worker; calls under way reject. */
  dispose(): void {
    this.#isDisposed = true;
    if (this.#session) this.#end(this.#session, new WorkerDiedError(this.#options.name, 'was closed'));
  }

  #attempt<Result>(
    use: (service: Remote<Service>, callback: MakeCallback) => Promise<Result>,
    { signal, cancel, patience = 1000, maxSilence }: CallOptions<Service>,
  ): Promise<Result> {
    const session = this.#connect();
    const { live, service, onDeath } = session;
    let state: 'waiting' | 'made' | 'over' = 'waiting';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stopWatch = maxSilence === null ? () => undefined : live.watchSilence(maxSilence);
    const callback: MakeCallback = (receive) =>
      proxy((...args) => {
        if (state !== 'over') receive(...args);
      });
    const make = async () => {
      // A busy worker could not request its lock, by which the page learns of its end.
      await live.ready;
      signal?.throwIfAborted();
      state = 'made';
      return use(service, callback);
    };
    const terminate = () => this.#end(session, new WorkerDiedError(this.#options.name, 'was terminated'));
    return new Promise<Result>((resolve, reject) => {
      const end = () => {
        state = 'over';
        clearTimeout(timer);
        stopWatch();
        onDeath.delete(die);
        signal?.removeEventListener('abort', abort);
      };
      const die = (error: WorkerDiedError) => {
        end();
        reject(error);
      };
      const abort = () => {
        if (!cancel) return terminate();
        if (state === 'waiting') return die(new WorkerDiedError(this.#options.name, 'was not ready'));
        cancel(service).catch(() => undefined);
        timer = setTimeout(terminate, patience);
      };
      onDeath.add(die);
      signal?.addEventListener('abort', abort, { once: true });
      make().then(resolve, reject).finally(end);
    });
  }

  #connect(): Session<Service> {
    if (this.#isDisposed) throw new WorkerDiedError(this.#options.name, 'was closed');
    if (this.#session) return this.#session;
    const onDeath = new Set<(error: WorkerDiedError) => void>();
    const live = new LiveWorker({
      ...this.#options,
      onDeath: (error) => this.#end(session, error),
    });
    const session: Session<Service> = { live, onDeath, service: wrap<Service>(live.worker as Endpoint) };
    this.#session = session;
    return session;
  }

  #end(session: Session<Service>, error: WorkerDiedError): void {
    if (this.#session === session) this.#session = null;
    session.live.terminate();
    for (const notify of [...session.onDeath]) notify(error);
    session.onDeath.clear();
  }
}
