import TrainWorker from './train.worker.ts?worker';
import { proxy, wrap, type Remote } from 'comlink';
import type { BackendName, FitWorker } from '../../../trainer/index.ts';
import type { TrainingJob } from './protocol.ts';
import type { TrainingService } from './train.worker.ts';

/** A worker of the page, loaded with the data of a job. */
export interface PageWorker extends FitWorker {
  readonly service: Remote<TrainingService>;
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
  if (backend === 'webgl') return 1;
  return Math.max(1, Math.min(processors, Math.floor(gigabytes / 2 / WORKER_GIGABYTES)));
}

/** A worker with the job's data; rejects with a sentence when they cannot be loaded. */
export async function openWorker(
  job: TrainingJob,
  onProgress: (loaded: number, total: number) => void,
): Promise<PageWorker> {
  const thread = new TrainWorker();
  const service = wrap<TrainingService>(thread);
  const lost = new Promise<never>((_, reject) => {
    thread.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'the worker ended'));
    };
  });
  // Of no interest while nothing runs.
  lost.catch(() => undefined);
  try {
    await Promise.race([service.open(job, proxy(onProgress)), lost]);
  } catch (error) {
    thread.terminate();
    throw error;
  }
  return {
    service,
    run: (fit, resume, notify) => Promise.race([service.run(fit, resume, proxy(notify)), lost]),
    stop: () => void service.stop(),
    pause: () => void service.pause(),
    resume: () => void service.resume(),
    close: () => thread.terminate(),
  };
}
