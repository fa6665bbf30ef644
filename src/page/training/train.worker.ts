import { expose } from 'comlink';
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmThreads from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import {
  backendNames,
  chooseBackend,
  createLocalWorker,
  planSearch,
  Search,
  takeRows,
  timeSteps,
} from '../../../trainer/index.ts';
import { loadData } from './load-data.ts';
import type { TrainingEvent, TrainingJob } from './protocol.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': wasm,
  'tfjs-backend-wasm-simd.wasm': wasmSimd,
  'tfjs-backend-wasm-threaded-simd.wasm': wasmThreads,
};

const clock = () => performance.now();
const now = () => new Date().toISOString();

let current: Search | null = null;

/** Trains in a worker, one job at a time, so that the page stays responsive. */
const service = {
  async train(job: TrainingJob, notify: (event: TrainingEvent) => void): Promise<void> {
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
    const plan = planSearch({
      candidates: job.configs.map((config) => ({ config, params: {} })),
      dataset,
      folds: job.folds === null ? null : { kind: 'stratified', folds: job.folds },
      identify: () => crypto.randomUUID(),
    });
    current = new Search({
      ...{ plan, backend: choice.name, workers: 1, now },
      createWorker: async () => createLocalWorker({ dataset, clock, now, checkpointInterval: Infinity }),
      onRun: (run) => notify({ kind: 'run', run }),
      onProgress: (fraction) => notify({ kind: 'progress', activity: 'Training', done: fraction, total: 1 }),
    });
    await current.run();
  },

  /** Ends the job under way before its next batch. */
  stop(): void {
    current?.queue.stopAll();
  },
};

export type TrainingService = typeof service;

expose(service);
