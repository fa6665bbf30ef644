import { WorkerDiedError, type WorkerHost } from '../../../../history/scheduling/index.ts';
import { isGpu, type BackendName, type FitWorker } from '../../../../trainer/index.ts';
import type { TrainingJob } from './protocol.ts';
import { createServiceHost } from './service-host.ts';
import type { WorkerService } from './train.worker.ts';

/** Seconds without a message during training after which a worker counts as dead: no step of a usual network takes as long. */
const MAX_SILENCE = 15;

/** Milliseconds that a stopped run may take to end before its worker is terminated. */
const STOP_PATIENCE = 5000;

/** Attempts to prepare a worker before its death is reported. */
const ATTEMPTS = 2;

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
  /** Terminates the worker if it is not open yet. */
  readonly signal: AbortSignal;
}

/** Memory of a worker beside MNIST's 55 MB: a JavaScript engine with the trainer, a backend and its memory. */
const WORKER_GIGABYTES = 0.3;

/**
 * The number of runs to train in parallel: one per processor, as memory allows; one on a GPU, which all would share.
 *
 * @param gigabytes memory as reported by the browser (`navigator.deviceMemory`, at most 8); undefined where it is not
 */
export function roomFor(backend: BackendName, processors: number, gigabytes = 4): number {
  if (isGpu(backend)) return 1;
  return Math.max(1, Math.min(processors, Math.floor(gigabytes / 2 / WORKER_GIGABYTES)));
}

/**
 * Opens a worker, loads the data of a job into it and prepares it. If it dies, this is retried with a new one.
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
  // The run of a dead worker has already rejected, so a message that fails needs no report.
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
    step: (unit) => send((service) => service.step(unit)),
    change: (settings) => send((service) => service.change(settings)),
    pause: () => send((service) => service.pause()),
    resume: () => send((service) => service.resume()),
    close: () => host.dispose(),
  };
}
