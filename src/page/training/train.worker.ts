import { expose } from 'comlink';
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmThreads from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import {
  backendNames,
  chooseBackend,
  createLocalWorker,
  planSearch,
  takeRows,
  timeSteps,
  type BackendChoice,
  type BackendName,
  type Dataset,
  type FitWorker,
  type SearchPlan,
} from '../../../trainer/index.ts';
import { now } from '../shell/now.ts';
import { loadData } from './load-data.ts';
import type { TrainingJob } from './protocol.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': wasm,
  'tfjs-backend-wasm-simd.wasm': wasmSimd,
  'tfjs-backend-wasm-threaded-simd.wasm': wasmThreads,
};

/** Milliseconds between two checkpoints at least; see `createLocalWorker`. */
const CHECKPOINT_INTERVAL = 500;

const clock = () => performance.now();

let dataset: Dataset | null = null;
let worker: FitWorker | null = null;

/** What a job trains, with the ids of its runs in the order in which they were given out. */
export interface PagePlan {
  readonly plan: SearchPlan;
  readonly ids: readonly string[];
}

/** Trains fits one at a time, so that the page stays responsive. It is opened before anything else. */
const service = {
  /** Loads the data of a job. `onProgress` is told of bytes; the total is 0 where it is not known. */
  async open(job: TrainingJob, onProgress: (loaded: number, total: number) => void): Promise<void> {
    const whole = await loadData(job.data, job.configs[0]!.seed, onProgress);
    dataset = job.limit === null ? whole : takeRows(whole, job.limit);
    worker = createLocalWorker({ dataset, clock, now, checkpointInterval: CHECKPOINT_INTERVAL });
  },

  /** Makes the backend that a job asks for the current one, or the fastest. */
  chooseBackend({ backend, configs }: TrainingJob): Promise<BackendChoice> {
    return chooseBackend({
      candidates: backend === 'auto' ? backendNames : [backend],
      wasmPaths,
      trial: () => timeSteps(configs[0]!, dataset!, clock),
    });
  },

  async useBackend(name: BackendName): Promise<void> {
    await chooseBackend({ candidates: [name], wasmPaths, trial: () => Promise.resolve(0) });
  },

  /** @param known the ids that the plan had, where it is taken up again */
  plan({ configs, folds }: TrainingJob, known: readonly string[]): PagePlan {
    const ids: string[] = [];
    const kind = dataset!.targets ? 'plain' : 'stratified';
    const plan = planSearch({
      candidates: configs.map((config) => ({ config, params: {} })),
      dataset: dataset!,
      folds: folds === null ? null : { kind, folds },
      identify: () => {
        const id = known[ids.length] ?? crypto.randomUUID();
        ids.push(id);
        return id;
      },
    });
    return { plan, ids };
  },

  run: (...args: Parameters<FitWorker['run']>) => worker!.run(...args),
  stop: () => worker?.stop(),
  pause: () => worker?.pause(),
  resume: () => worker?.resume(),
};

export type TrainingService = typeof service;

expose(service);
