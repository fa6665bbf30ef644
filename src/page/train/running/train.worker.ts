import { serveWorker } from '../../../../history/scheduling/index.ts';
import { readDataTable } from '../../../../trainer/index.ts';
import { summariseTable, type TableSummary } from '../../data/summarise-table.ts';
import { lookService } from '../../networks/models/look-service.ts';
import { trainService } from './train-service.ts';

/** All that the page has worked out aside, so that it stays responsive. */
const service = {
  ...trainService,
  ...lookService,

  /** What a person's table holds. Throws a sentence when it cannot be read. */
  async summarise(file: File): Promise<TableSummary> {
    return summariseTable(await readDataTable(new Uint8Array(await file.arrayBuffer()), file.name));
  },
};

export type WorkerService = typeof service;

serveWorker(service);
