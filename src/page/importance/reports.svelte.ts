import ImportanceWorker from './importance.worker.ts?worker';
import {
  sampleRuns,
  type ImportanceInput,
  type ImportanceReport,
} from '../../../analysis/importance/index.ts';
import { WorkerHost } from '../../../history/scheduling/index.ts';
import type { ImportanceService } from './importance.worker.ts';

/** The rows that bars are shown for. */
export type Scope = 'all' | 'selected' | 'rest';

export interface ScopeInput {
  readonly scope: Scope;
  readonly input: ImportanceInput;
}

export interface ScopeReport {
  readonly scope: Scope;
  readonly report: ImportanceReport;
}

/** Milliseconds without a change of the inputs before they are sent: a brush changes them at each frame. */
const PAUSE = 120;

/** Importance reports, computed in a worker. */
export class ImportanceReports {
  /** The reports of the latest inputs that are complete; of earlier inputs while `isComputing`. */
  reports = $state.raw<readonly ScopeReport[]>([]);
  isComputing = $state.raw(false);
  error = $state.raw<string | null>(null);
  readonly #host = new WorkerHost<ImportanceService>({
    name: 'importance worker',
    create: () => new ImportanceWorker(),
  });

  /** Computes a report for each of the scopes. Returns a function that cancels the computation. */
  compute(inputs: readonly ScopeInput[]): () => void {
    const abort = new AbortController();
    this.isComputing = true;
    this.error = null;
    const timer = setTimeout(() => {
      this.#run(inputs, abort.signal).catch((error: unknown) => {
        if (abort.signal.aborted) return;
        this.isComputing = false;
        this.error = error instanceof Error ? error.message : String(error);
      });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }

  dispose(): void {
    this.#host.dispose();
  }

  async #run(inputs: readonly ScopeInput[], signal: AbortSignal): Promise<void> {
    const found: ScopeReport[] = [];
    for (const { scope, input } of inputs) {
      const sample = sampleRuns(input);
      const report = await this.#host.call((service) => service.report(sample), {
        isIdempotent: true,
        signal,
      });
      signal.throwIfAborted();
      found.push({ scope, report });
    }
    this.reports = found;
    this.isComputing = false;
  }
}
