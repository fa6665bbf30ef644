import TrainWorker from './train.worker.ts?worker';
import { WorkerDiedError, WorkerHost } from '../../../../history/scheduling/index.ts';
import { isGpu, type BackendName, type FitWorker } from '../../../../trainer/index.ts';
import type { TrainingJob } from './protocol.ts';
import type { WorkerService } from './train.worker.ts';

/** Seconds without a sign of life during training: no step of a usual network takes as long. */
const MAX_SILENCE = 15;

/** Milliseconds that a run may take to end once it is stopped; then its worker is terminated. */
const STOP_PATIENCE = 5000;

/** A worker is lost for good when a second one dies of the same preparation. */
const ATTEMPTS = 2;

/** Runs what would hold up the page. @param name what the worker is, for messages */
export function createServiceHost(name: string): WorkerHost<WorkerService> {
  return new WorkerHost<WorkerService>({ name, create: () => new TrainWorker() });
}

/** A worker of the page, loaded with the data of a job. */
export interface PageWorker extends FitWorker {
  /** Notes about the data: sentences. */
  readonly notes: readonly string[];
}

export interface OpenWorkerOptions<Prepared> {
  /** Called while data load, with bytes; the total is 0 where it is not known. */
  readonly onProgress?: (loaded: number, total: number) => void;
  /** Called as soon as the data are loaded. */
  readonly onLoaded?: () => void;
  /** Prepares the worker for training once it has the data. */
  readonly prepare: (call: WorkerHost<WorkerService>['call']) => Promise<Prepared>;
  /** Terminates the worker at once if it is not open yet. */
  readonly signal: AbortSignal;
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

/**
 * Opens a worker, loads the data of a job into it and prepares it. If it dies, all of this is done again on a fresh one.
 *
 * @throws {WorkerDiedError} if that one dies too
 * @throws {Error} if the data cannot be loaded, or the worker cannot be prepared
 */
export async function openWorker<Prepared>(
  job: TrainingJob,
  options: OpenWorkerOptions<Prepared>,
): Promise<{ readonly worker: PageWorker; readonly prepared: Prepared }> {
  const { onProgress = () => undefined, onLoaded, prepare, signal } = options;
  for (let attempt = 1; ; attempt++) {
    const host = createServiceHost('training worker');
    try {
      const notes = await host.call((service, callback) => service.open(job, callback(onProgress)), {
        signal,
      });
      onLoaded?.();
      const prepared = await prepare((use, callOptions) => host.call(use, { signal, ...callOptions }));
      return { worker: createPageWorker(host, notes), prepared };
    } catch (error) {
      host.dispose();
      if (!(error instanceof WorkerDiedError) || attempt === ATTEMPTS) throw error;
    }
  }
}

function createPageWorker(host: WorkerHost<WorkerService>, notes: readonly string[]): PageWorker {
  let stopping = new AbortController();
  // A worker that has died meanwhile needs no message; its run has rejected.
  const send = (message: Parameters<typeof host.call<void>>[0]) =>
    void host.call(message).catch(() => undefined);
  return {
    notes,
    run(fit, resume, notify) {
      stopping = new AbortController();
      return host.call((service, callback) => service.run(fit, resume, callback(notify)), {
        signal: stopping.signal,
        cancel: (service) => service.stop(),
        patience: STOP_PATIENCE,
        maxSilence: MAX_SILENCE,
      });
    },
    stop: () => stopping.abort(),
    step: () => send((service) => service.step()),
    pause: () => send((service) => service.pause()),
    resume: () => send((service) => service.resume()),
    close: () => host.dispose(),
  };
}
