import type { Run } from '../../history/index.ts';
import { FitQueue } from '../queue/queue.ts';
import type { QueueOptions } from '../queue/queue.ts';
import { createParent, rankParents, summariseFolds } from './parent.ts';
import type { FitJob, PlannedCandidate, SearchPlan } from './plan.ts';

export interface SearchOptions extends Omit<QueueOptions, 'jobs' | 'onRun'> {
  readonly plan: SearchPlan;
  /** Name of the backend that trains; recorded with the candidates' runs. */
  readonly backend: string;
  /** The time of day, ISO 8601; null when nobody wants to know. */
  readonly now: () => string | null;
  /** A run has begun, grown or ended: a candidate's, or a fold's. Each is a new object. */
  readonly onRun: (run: Run) => void;
}

/**
 * scikit-learn's `GridSearchCV(refit=False)` and `RandomizedSearchCV(refit=False)` over the candidates of a plan: each
 * trained on each fold, and a run for each candidate with what came of its folds. Without folds, each trained once.
 */
export class Search {
  readonly queue: FitQueue;
  readonly #options: SearchOptions;
  readonly #parents = new Map<string, Run>();
  readonly #fits = new Map<number, Run>();

  constructor(options: SearchOptions) {
    this.#options = options;
    this.queue = new FitQueue({
      ...options,
      jobs: options.plan.jobs,
      onRun: (job, run) => this.#receive(job, run),
    });
  }

  /** Trains all; at the end the candidates' runs come once more, ranked. Rejects when no worker can be had. */
  async run(): Promise<void> {
    await this.queue.run();
    const { plan, onRun } = this.#options;
    if (plan.splits === 0) return;
    for (const parent of rankParents(this.#allParents(), plan)) {
      // Folds that were stopped before they began have told nothing.
      const run: Run = parent.status === 'running' ? { ...parent, status: 'stopped' } : parent;
      this.#parents.set(run.id, run);
      onRun(run);
    }
  }

  /** Every run so far, each candidate before its folds: the same order however many workers there are. */
  get runs(): Run[] {
    const { plan } = this.#options;
    return plan.candidates.flatMap((candidate) => {
      const parent = this.#parents.get(candidate.id);
      const folds = candidate.jobs.flatMap(({ index }) => this.#fits.get(index) ?? []);
      return parent ? [parent, ...folds] : folds;
    });
  }

  #allParents(): Run[] {
    return this.#options.plan.candidates.flatMap(({ id }) => this.#parents.get(id) ?? []);
  }

  #receive(job: FitJob, run: Run): void {
    const { plan, onRun } = this.#options;
    const candidate = plan.candidates.find(({ jobs }) => jobs.includes(job))!;
    if (job.fold && !this.#parents.has(candidate.id)) this.#tellParent(candidate);
    this.#fits.set(job.index, run);
    onRun(run);
    if (job.fold && run.status !== 'running') this.#tellParent(candidate);
  }

  #tellParent(candidate: PlannedCandidate): void {
    const { plan, backend, now, onRun } = this.#options;
    const known = this.#parents.get(candidate.id) ?? createParent(candidate, plan, now(), backend);
    const folds = candidate.jobs.map(({ index }) => this.#fits.get(index));
    const parent = summariseFolds(known, folds, plan);
    this.#parents.set(parent.id, parent);
    onRun(parent);
  }
}
