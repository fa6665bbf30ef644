import { WorkerHost, type WorkerLike } from '../../../history/scheduling/index.ts';
import type { Importer } from './import.worker.ts';

/** What imports files in a worker, and turns the result into runs on the page. It is loaded at the first import. */
export { assembleHistory, assembleInSteps } from '../../../history/index.ts';
export { describeImport } from './describe-import.ts';
export { linkReplays } from './replays.ts';

export function createImportHost(create: () => WorkerLike): WorkerHost<Importer> {
  return new WorkerHost<Importer>({ name: 'import worker', create });
}
