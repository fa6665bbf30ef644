import { Worker, type MessagePort } from 'node:worker_threads';
import { proxy, wrap, type Endpoint, type Remote } from 'comlink';
import type { BackendName, Dataset, FitWorker } from '../../../trainer/index.ts';

/** What a thread is given as it begins. */
export interface ThreadData {
  readonly dataset: Dataset;
  readonly backend: BackendName;
  readonly port: MessagePort & Endpoint;
}

export interface ThreadOptions {
  /** Typed arrays in shared memory are not copied. */
  readonly dataset: Dataset;
  readonly backend: BackendName;
  /** Called with each thread as it begins. */
  readonly onThread?: (thread: Worker) => void;
}

/** A worker on a thread of its own. It is lost when the thread throws or ends. */
export function createThread({ dataset, backend, onThread }: ThreadOptions): FitWorker {
  const { port1, port2 } = new MessageChannel();
  const thread = new Worker(new URL('./thread-entry.mjs', import.meta.url), {
    // Options of this process, such as a debugger's port, are its own.
    execArgv: [],
    workerData: { dataset, backend, port: port2 },
    transferList: [port2 as unknown as MessagePort],
  });
  onThread?.(thread);
  const lost = new Promise<never>((_, reject) => {
    thread.once('error', (error: Error) => reject(error));
    thread.once('exit', (code) => reject(new Error(`the thread ended with code ${String(code)}`)));
  });
  // Of no interest while nothing runs.
  lost.catch(() => undefined);
  const remote: Remote<FitWorker> = wrap<FitWorker>(port1);
  return {
    run: (job, resume, notify) => Promise.race([remote.run(job, resume, proxy(notify)), lost]),
    stop: () => void remote.stop(),
    step: () => void remote.step(),
    pause: () => void remote.pause(),
    resume: () => void remote.resume(),
    async close() {
      port1.close();
      await thread.terminate();
    },
  };
}
