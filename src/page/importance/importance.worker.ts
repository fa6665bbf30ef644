import {
  reportOfSample,
  type ImportanceReport,
  type ImportanceSample,
} from '../../../analysis/importance/index.ts';
import { serveWorker } from '../../../history/scheduling/index.ts';

/** A forest of thousands of runs takes up to a second, so it grows here and the page stays responsive. */
const importance = {
  report: (sample: ImportanceSample): ImportanceReport => reportOfSample(sample),
};

export type ImportanceService = typeof importance;

serveWorker(importance);
