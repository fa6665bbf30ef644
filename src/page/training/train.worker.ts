import { expose } from 'comlink';
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmThreads from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { Run } from '../../../history/index.ts';
import {
  backendNames,
  chooseBackend,
  gridSearch,
  nameConfigs,
  takeRows,
  timeSteps,
  trainRun,
  type Dataset,
  type GridProgress,
  type TrainProgress,
} from '../../../trainer/index.ts';
import { loadData } from './load-data.ts';
import type { TrainingEvent, TrainingJob } from './protocol.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': wasm,
  'tfjs-backend-wasm-simd.wasm': wasmSimd,
  'tfjs-backend-wasm-threaded-simd.wasm': wasmThreads,
};

/** Progress is told this often at most, in milliseconds: a small network takes thousands of batches a second. */
const PROGRESS_INTERVAL = 100;

const clock = () => performance.now();
const identify = () => ({ id: crypto.randomUUID(), started: new Date().toISOString() });

let current = new AbortController();

/** Trains in a worker, one job at a time, so that the page stays responsive. */
const service = {
  async train(job: TrainingJob, notify: (event: TrainingEvent) => void): Promise<void> {
    current = new AbortController();
    const { signal } = current;
    const whole = await loadData(job.data, job.configs[0]!.seed, (loaded, total) =>
      notify({ kind: 'loading', loaded, total }),
    );
    const dataset = job.limit === null ? whole : takeRows(whole, job.limit);
    const choice = await chooseBackend({
      candidates: job.backend === 'auto' ? backendNames : [job.backend],
      wasmPaths,
      trial: () => timeSteps(job.configs[0]!, dataset, clock),
    });
    notify({ kind: 'backend', name: choice.name, reason: choice.reason });
    for await (const run of runsOf(job, dataset, signal, notify)) notify({ kind: 'run', run });
  },

  /** Ends the job under way before its next batch. */
  stop(): void {
    current.abort();
  },
};

export type TrainingService = typeof service;

async function* runsOf(
  job: TrainingJob,
  dataset: Dataset,
  signal: AbortSignal,
  notify: (event: TrainingEvent) => void,
): AsyncGenerator<Run, void, void> {
  const tell = throttle(notify);
  if (job.folds !== null) {
    const onProgress = (progress: GridProgress) =>
      tell(`Fit ${progress.fit} of ${progress.fits}`, progress, progress.fit - 1, progress.fits);
    const context = { clock, signal, identify, onProgress };
    yield* gridSearch({ configs: job.configs, folds: job.folds, dataset, context });
    return;
  }
  const names = nameConfigs(job.configs);
  for (const [index, config] of job.configs.entries()) {
    if (signal.aborted) return;
    const onProgress = (progress: TrainProgress) => tell(names[index]!, progress, index, job.configs.length);
    yield* trainRun(config, dataset, { clock, signal, identify, onProgress }, { name: names[index]! });
  }
}

/** Tells how far a job is, in fits, where `before` of `fits` are behind it. */
function throttle(notify: (event: TrainingEvent) => void) {
  let last = -Infinity;
  return (name: string, { epoch, epochs, batch, batches }: TrainProgress, before: number, fits: number) => {
    if (clock() - last < PROGRESS_INTERVAL) return;
    last = clock();
    notify({
      kind: 'progress',
      activity: `${name}, epoch ${epoch} of ${epochs}`,
      done: before + (epoch - 1 + batch / batches) / epochs,
      total: fits,
    });
  };
}

expose(service);
