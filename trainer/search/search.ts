import type { Run } from '../../history/index.ts';
import { FitQueue } from '../queue/queue.ts';
import type { QueueOptions } from '../queue/queue.ts';
import { continueParent, createParent, rankParents, summariseFolds } from './parent.ts';
import { describeRepeats } from './plan.ts';
import type { FitJob, PlannedCandidate, SearchPlan } from './plan.ts';

export interface SearchOptions extends Omit<QueueOptions, 'jobs' | 'onRun'> {
  readonly plan: SearchPlan;
  /** Name of the backend; recorded with the candidates' runs. */
  readonly backend: string;
  /** The current date and time, ISO 8601; null to record none. */
  readonly now: () => string | null;
  /** Called when the run of a candidate or a fold starts, grows or ends, each time with a new object. */
  readonly onRun: (run: Run) => void;
}

/**
 * scikit-learn's `GridSearchCV(refit=False)` and `RandomizedSearchCV(refit=False)` over the candidates of a plan: each is
 * trained on each fold, and has a run that summarises its folds, those of an earlier search included. Without folds, each is
 * trained once.
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

  /** Trains all jobs, then reports the candidates' runs again, with ranks. Rejects if no worker can be created. */
  async run(): Promise<void> {
    await this.queue.run();
    const { plan, onRun } = this.#options;
    if (plan.splits === 0) return;
    const isContinued = plan.candidates.some(({ earlier }) => earlier !== undefined);
    const parents = this.#allParents();
    // Ranks among a part of the candidates would contradict those of the others.
    for (const parent of isContinued ? parents : rankParents(parents, plan)) {
      if (parent.status !== 'completed' && this.#restoreEarlier(parent.id)) continue;
      // Folds that were stopped before they started have not sent any event.
      const run: Run = parent.status === 'running' ? { ...parent, status: 'stopped' } : parent;
      this.#parents.set(run.id, run);
      onRun(run);
    }
  }

  /** Reports what was trained before as it was, if the search that continues it was stopped. */
  #restoreEarlier(id: string): boolean {
    const { plan, onRun } = this.#options;
    const earlier = plan.candidates.find((candidate) => candidate.id === id)?.earlier;
    if (!earlier) return false;
    this.#parents.set(id, earlier.run);
    for (const run of [earlier.run, ...earlier.folds]) onRun(run);
    return true;
  }

  /** All runs so far, each candidate before its folds. The order does not depend on the number of workers. */
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
    if (job.fold && !this.#parents.has(candidate.id)) this.#updateParent(candidate);
    this.#fits.set(job.index, run);
    onRun(run);
    if (job.fold && run.status !== 'running') this.#updateParent(candidate);
  }

  #updateParent(candidate: PlannedCandidate): void {
    const { plan, backend, now, onRun } = this.#options;
    const { earlier } = candidate;
    if (earlier && !this.#parents.has(candidate.id)) {
      const parameters = describeRepeats(plan);
      for (const fold of earlier.folds) onRun({ ...fold, parameters: { ...fold.parameters, ...parameters } });
    }
    const known =
      this.#parents.get(candidate.id) ??
      (earlier ? continueParent(earlier, plan) : createParent(candidate, plan, now(), backend));
    const trained = candidate.jobs.map(({ index }) => this.#fits.get(index));
    const folds = [...(earlier?.folds ?? []), ...trained];
    const parent = summariseFolds(known, folds, plan);
    this.#parents.set(parent.id, parent);
    onRun(parent);
  }
}
