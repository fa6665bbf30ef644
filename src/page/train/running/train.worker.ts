import { serveWorker } from '../../../../history/scheduling/index.ts';
import { readDataTable } from '../../../../trainer/index.ts';
import { twinService } from '../../activations/twins/twin-service.ts';
import { summariseTable, type TableSummary } from '../../data/summarise-table.ts';
import { evaluationService } from '../../networks/models/evaluation-service.ts';
import { trainService } from './train-service.ts';

/** The page's computations off the main thread. */
const service = {
  ...trainService,
  ...evaluationService,
  ...twinService,

  /** Summarises a table that was opened. Throws an Error with a sentence if it cannot be read. */
  async summarise(file: File): Promise<TableSummary> {
    return summariseTable(await readDataTable(new Uint8Array(await file.arrayBuffer()), file.name));
  },
};

export type WorkerService = typeof service;

serveWorker(service);
