import TrainWorker from './train.worker.ts?worker';
import { WorkerHost } from '../../../../history/scheduling/index.ts';
import type { WorkerService } from './train.worker.ts';

/** Creates a host for a worker that trains or evaluates networks. @param name names the worker in messages */
export function createServiceHost(name: string): WorkerHost<WorkerService> {
  return new WorkerHost<WorkerService>({ name, create: () => new TrainWorker() });
}
