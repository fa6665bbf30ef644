import { dirname } from 'node:path';
import { workerData } from 'node:worker_threads';
import { serveWorker } from '../../../../history/scheduling/index.ts';
import { createLocalWorker, useBackend } from '../../../../trainer/index.ts';
import { packedPath } from '../../files/packed.ts';
import type { ThreadData } from './thread.ts';

/** Minimum number of milliseconds between two checkpoints; see `createLocalWorker`. */
const CHECKPOINT_INTERVAL = 250;

const { dataset, backend, port } = workerData as ThreadData;
const wasm = packedPath('tfjs-backend-wasm.wasm');
await useBackend(backend, wasm === null ? undefined : `${dirname(wasm)}/`);
serveWorker(
  createLocalWorker({
    dataset,
    clock: () => performance.now(),
    now: () => new Date().toISOString(),
    checkpointInterval: CHECKPOINT_INTERVAL,
  }),
  // A process is notified of the end of its threads without a lock.
  { endpoint: port, holdLock: false },
);
