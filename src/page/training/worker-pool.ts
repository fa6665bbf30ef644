import TrainWorker from './train.worker.ts?worker';
import { proxy, wrap, type Remote } from 'comlink';
import { isGpu, type BackendName, type FitWorker } from '../../../trainer/index.ts';
import type { TrainingJob } from './protocol.ts';
import type { WorkerService } from './train.worker.ts';
import { watchWorker } from './watch-worker.ts';

type Service = Remote<WorkerService>;

/** A thread of the page's own, for what would hold it up. */
export interface OpenedService {
  /** Asks it for something; rejects when the thread ends by itself. */
  ask<Answer>(question: (service: Service) => Promise<Answer>): Promise<Answer>;
  /** As `ask` for what may take long; rejects also when the thread falls silent over it. */
  askAndWatch<Answer>(question: (service: Service) => Promise<Answer>): Promise<Answer>;
  /** Tells it something; nothing comes back. */
  tell(news: (service: Service) => Promise<void>): void;
  /** Whether it has ended by itself. */
  readonly isLost: boolean;
  close(): void;
}

export function openService(): OpenedService {
  const thread = new TrainWorker();
  const service = wrap<WorkerService>(thread);
  let isLost = false;
  let lose: (reason: Error) => void;
  const lost = new Promise<never>((_, reject) => {
    lose = (reason) => {
      isLost = true;
      reject(reason);
    };
  });
  // Of no interest while nothing runs.
  lost.catch(() => undefined);
  thread.onerror = (event) => {
    event.preventDefault();
    lose(new Error(event.message || 'the worker ended'));
  };
  const ask: OpenedService['ask'] = (question) => Promise.race([question(service), lost]);
  return {
    ask,
    async askAndWatch(question) {
      const endWatch = watchWorker(
        () => service.ping(),
        () => lose(new Error('it does not answer any more')),
      );
      try {
        return await ask(question);
      } finally {
        endWatch();
      }
    },
    tell: (news) => void news(service),
    get isLost() {
      return isLost;
    },
    close: () => thread.terminate(),
  };
}

/** A worker of the page, loaded with the data of a job. */
export interface PageWorker extends FitWorker {
  readonly ask: OpenedService['ask'];
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
  const { ask, askAndWatch, tell, close } = openService();
  try {
    const notes = await ask((service) => service.open(job, proxy(onProgress)));
    return {
      ask,
      notes,
      run: (fit, resume, notify) => askAndWatch((service) => service.run(fit, resume, proxy(notify))),
      stop: () => tell((service) => service.stop()),
      step: () => tell((service) => service.step()),
      pause: () => tell((service) => service.pause()),
      resume: () => tell((service) => service.resume()),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
