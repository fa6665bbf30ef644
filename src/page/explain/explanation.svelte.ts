import ExplainWorker from './explain.worker.ts?worker';
import type { RuleInput, SelectionRule } from '../../../analysis/index.ts';
import { WorkerHost } from '../../../history/scheduling/index.ts';
import type { ExplanationService } from './explain.worker.ts';

/** Milliseconds without a change of the selection before it is explained: a brush changes it at each frame. */
const PAUSE = 250;

/** The rule that explains a selection, found in a worker. */
export class Explanation {
  /** The rule of the latest input; null if there is none. Undefined while it is unknown. */
  rule = $state.raw<SelectionRule | null | undefined>(undefined);
  error = $state.raw<string | null>(null);
  readonly #host = new WorkerHost<ExplanationService>({
    name: 'explanation worker',
    create: () => new ExplainWorker(),
  });

  /** Returns a function that cancels the computation. */
  compute(input: RuleInput): () => void {
    const abort = new AbortController();
    this.rule = undefined;
    this.error = null;
    const timer = setTimeout(() => {
      this.#host
        .call((service) => service.explain(input), { isIdempotent: true, signal: abort.signal })
        .then((rule) => {
          if (!abort.signal.aborted) this.rule = rule;
        })
        .catch((error: unknown) => {
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
}
