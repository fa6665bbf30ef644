import { workerData } from 'node:worker_threads';
import { serveWorker } from '../../../history/scheduling/index.ts';
import { createLocalWorker, useBackend } from '../../../trainer/index.ts';
import type { ThreadData } from './thread.ts';

/** Milliseconds between two checkpoints at least; see `createLocalWorker`. */
const CHECKPOINT_INTERVAL = 250;

const { dataset, backend, port } = workerData as ThreadData;
await useBackend(backend);
serveWorker(
  createLocalWorker({
    dataset,
    clock: () => performance.now(),
    now: () => new Date().toISOString(),
    checkpointInterval: CHECKPOINT_INTERVAL,
  }),
  // The process learns of the end of its threads without a lock.
  { endpoint: port, holdLock: false },
);
