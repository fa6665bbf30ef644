import TrainWorker from './train.worker.ts?worker';
import { proxy, wrap, type Remote } from 'comlink';
import { isGpu, type BackendName, type FitWorker } from '../../../trainer/index.ts';
import type { TrainingJob } from './protocol.ts';
import type { WorkerService } from './train.worker.ts';

/** A thread of the page's own, for what would hold it up. */
export interface OpenedService {
  readonly service: Remote<WorkerService>;
  /** Rejects when the thread ends by itself. */
  readonly lost: Promise<never>;
  close(): void;
}

export function openService(): OpenedService {
  const thread = new TrainWorker();
  const lost = new Promise<never>((_, reject) => {
    thread.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'the worker ended'));
    };
  });
  // Of no interest while nothing runs.
  lost.catch(() => undefined);
  return { service: wrap<WorkerService>(thread), lost, close: () => thread.terminate() };
}

/** A worker of the page, loaded with the data of a job. */
export interface PageWorker extends FitWorker {
  readonly service: Remote<WorkerService>;
  /** What is to be said of the data. */
  readonly notes: readonly string[];
}

/** What a worker takes beside MNIST's 55 MB: an engine with the trainer, a backend and its memory. */
const WORKER_GIGABYTES = 0.3;

/**
 * How many runs a machine has room for side by side: as many as processors, on a GPU one, since all would share it.
 *
 * @param gigabytes of memory that the browser speaks of (`navigator.deviceMemory`, never more than 8); undefined where
 * it does not
 */
export function roomFor(backend: BackendName, processors: number, gigabytes = 4): number {
  if (isGpu(backend)) return 1;
  return Math.max(1, Math.min(processors, Math.floor(gigabytes / 2 / WORKER_GIGABYTES)));
}

/** A worker with the job's data; rejects with a sentence when they cannot be loaded. */
export async function openWorker(
  job: TrainingJob,
  onProgress: (loaded: number, total: number) => void,
): Promise<PageWorker> {
  const { service, lost, close } = openService();
  try {
    const notes = await Promise.race([service.open(job, proxy(onProgress)), lost]);
    return {
      service,
      notes,
      run: (fit, resume, notify) => Promise.race([service.run(fit, resume, proxy(notify)), lost]),
      stop: () => void service.stop(),
      step: () => void service.step(),
      pause: () => void service.pause(),
      resume: () => void service.resume(),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
