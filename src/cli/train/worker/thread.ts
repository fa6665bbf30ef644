import { fileURLToPath } from 'node:url';
import { Worker, type MessagePort } from 'node:worker_threads';
import type { Endpoint } from 'comlink';
import { WorkerHost, type WorkerLike } from '../../../../history/scheduling/index.ts';
import type { BackendName, Dataset, FitWorker } from '../../../../trainer/index.ts';
import { packedPath } from '../../files/packed.ts';

/** Milliseconds that a stopped run has to end before its thread is terminated. */
const STOP_TIMEOUT = 5000;

/** The data passed to a new thread. */
export interface ThreadData {
  readonly dataset: Dataset;
  readonly backend: BackendName;
  readonly port: MessagePort & Endpoint;
}

export interface ThreadOptions {
  /** Typed arrays in shared memory are not copied. */
  readonly dataset: Dataset;
  readonly backend: BackendName;
  /** Called with each new thread. */
  readonly onThread?: (thread: Worker) => void;
}

/** Creates a worker on its own thread. Its runs reject if the thread throws or ends. */
export function createThread(options: ThreadOptions): FitWorker {
  const host = new WorkerHost<FitWorker>({
    name: 'training thread',
    create: () => startThread(options),
    // The end of a thread is always reported, so no timeout is needed for start or calls.
    maxStart: null,
  });
  const calls = { maxSilence: null };
  // A thread that has died needs no message; its run has rejected.
  const send = (message: Parameters<typeof host.call<void>>[0]) =>
    void host.call(message, calls).catch(() => undefined);
  let stopping = new AbortController();
  return {
    run(job, resume, notify) {
      stopping = new AbortController();
      return host.call((remote, callback) => remote.run(job, resume, callback(notify)), {
        ...calls,
        signal: stopping.signal,
        cancel: (remote) => remote.stop(),
        patience: STOP_TIMEOUT,
      });
    },
    stop: () => stopping.abort(),
    step: () => send((remote) => remote.step()),
    pause: () => send((remote) => remote.pause()),
    resume: () => send((remote) => remote.resume()),
    close: () => host.dispose(),
  };
}

/** Starts a thread with the interface of a web worker: its errors and its end are `error` events. */
function startThread({ dataset, backend, onThread }: ThreadOptions): WorkerLike {
  const { port1, port2 } = new MessageChannel();
  const script = packedPath('fit-worker.js') ?? fileURLToPath(new URL('./thread-entry.mjs', import.meta.url));
  const thread = new Worker(script, {
    // Options of this process, such as a debugger port, must not be inherited.
    execArgv: [],
    workerData: { dataset, backend, port: port2 },
    transferList: [port2 as unknown as MessagePort],
  });
  onThread?.(thread);
  const events = new EventTarget();
  const fail = (message: string) =>
    events.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  thread.once('error', (error: Error) => fail(error.message));
  thread.once('exit', (code) => fail(`it ended with code ${String(code)}`));
  port1.start();
  const targetOf = (type: string) => (type === 'error' ? events : port1);
  return {
    postMessage: port1.postMessage.bind(port1),
    addEventListener: (type: string, ...rest: [EventListenerOrEventListenerObject]) =>
      targetOf(type).addEventListener(type, ...rest),
    removeEventListener: (type: string, ...rest: [EventListenerOrEventListenerObject]) =>
      targetOf(type).removeEventListener(type, ...rest),
    terminate() {
      port1.close();
      void thread.terminate();
    },
  };
}
