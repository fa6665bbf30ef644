import ExplainWorker from './explain.worker.ts?worker';
import type { RuleInput, SelectionRule } from '../../../analysis/index.ts';
import type { Table } from '../../../history/index.ts';
import { WorkerHost } from '../../../history/scheduling/index.ts';
import type { ExplanationService } from './explain.worker.ts';
import type { Units } from './units.ts';

/** Milliseconds without a change of the selection before it is explained: a brush changes it at each frame. */
const PAUSE = 250;

/** A selection, and the rule that explains it; null if there is none. */
export interface Explained {
  readonly table: Table;
  readonly units: Units;
  /** Null if nothing or everything is selected. */
  readonly input: RuleInput | null;
  readonly rule: SelectionRule | null;
}

/** The rule that explains a selection, found in a worker. */
export class Explanation {
  /** The result for the latest selection; null while it is computed. */
  explained = $state.raw<Explained | null>(null);
  error = $state.raw<string | null>(null);
  readonly #host = new WorkerHost<ExplanationService>({
    name: 'explanation worker',
    create: () => new ExplainWorker(),
  });

  /**
   * Explains a selection. Returns a function that cancels the computation.
   * @param prepare called once the selection rests: it takes time for a million rows
   */
  compute(prepare: () => Omit<Explained, 'rule'>): () => void {
    const abort = new AbortController();
    this.explained = null;
    this.error = null;
    const timer = setTimeout(() => {
      this.#run(prepare(), abort.signal).catch((error: unknown) => {
        if (!abort.signal.aborted) this.error = error instanceof Error ? error.message : String(error);
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

  async #run(prepared: Omit<Explained, 'rule'>, signal: AbortSignal): Promise<void> {
    const { input } = prepared;
    const rule =
      input && (await this.#host.call((service) => service.explain(input), { isIdempotent: true, signal }));
    if (!signal.aborted) this.explained = { ...prepared, rule };
  }
}
