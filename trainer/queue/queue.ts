import type { Run } from '../../history/index.ts';
import { failedRun } from '../search/fit.ts';
import type { FitJob } from '../search/plan.ts';
import type { ChangeableSettings } from '../training/changes.ts';
import type { TrainedModel, TrainProgress } from '../training/types.ts';
import { createStopwatch } from './stopwatch.ts';
import type { FitCheckpoint, FitEvent, FitStore, FitWorker, SavedFit, StepUnit } from './types.ts';

export type JobState = 'queued' | 'running' | 'paused' | 'ended';

export interface QueueOptions {
  readonly jobs: readonly FitJob[];
  /** Maximum number of parallel workers; a whole number of at least 1. */
  readonly workers: number;
  /** Called for each worker that is needed, and again to replace one that was lost. */
  readonly createWorker: () => Promise<FitWorker>;
  /** State saved before an interruption, by job index: ended jobs are not trained again, the others are resumed. */
  readonly saved?: ReadonlyMap<number, SavedFit>;
  readonly store?: FitStore;
  /** Called when a job's run starts, grows or ends. */
  readonly onRun: (job: FitJob, run: Run) => void;
  /** Called with a job's trained network, before its run ends. */
  readonly onModel?: (job: FitJob, model: TrainedModel) => void;
  /** Called with each checkpoint of a job. */
  readonly onCheckpoint?: (job: FitJob, checkpoint: FitCheckpoint) => void;
  /** Called with the last trained batch of a job, some times a second. */
  readonly onBatch?: (job: FitJob, progress: TrainProgress) => void;
  readonly onState?: (job: FitJob, state: JobState) => void;
  /** Called with the progress of all jobs from 0 to 1, and the fraction that was done before the interruption. */
  readonly onProgress?: (fraction: number, before: number) => void;
  /** Called with a human-readable message if a fit or a worker failed, or a checkpoint was not saved. Other jobs continue. */
  readonly onProblem?: (message: string) => void;
}

/** A job that loses two workers probably causes the loss. */
const MAX_ATTEMPTS = 2;

/**
 * Trains jobs on a pool of workers; each takes the next job when it becomes free. A job whose worker is lost is resumed
 * from its last checkpoint on a new one, and fails if that is lost too. The resulting runs do not depend on the number of
 * workers; only the order of the events does.
 */
export class FitQueue {
  readonly #options: QueueOptions;
  readonly #queued: FitJob[];
  readonly #running = new Map<FitJob, FitWorker>();
  readonly #stopped = new Set<FitJob>();
  readonly #fractions = new Map<FitJob, number>();
  readonly #gate = createStopwatch(() => 0);
  readonly #before: number;
  #isPaused = false;
  /** Number of workers that are running or can still be created. */
  #capacity = 0;
  #saving: Promise<void> = Promise.resolve();

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#queued = options.jobs.filter(({ index }) => !this.#endedBefore(index));
    const done = options.jobs.reduce((sum, job) => sum + this.#savedFraction(job), 0);
    this.#before = done / options.jobs.length;
  }

  /** Resolves when every job has ended or been stopped and all is saved. Rejects if no worker can be created. */
  async run(): Promise<void> {
    for (const job of this.#options.jobs) {
      const run = this.#endedBefore(job.index);
      if (run) this.#end(job, run);
    }
    this.#capacity = Math.min(this.#options.workers, this.#queued.length);
    await Promise.all(Array.from({ length: this.#capacity }, () => this.#work()));
    await this.#saving;
  }

  /** Pauses every run before its next batch, and starts no other. */
  pause(): void {
    this.#isPaused = true;
    this.#gate.stop();
    for (const [job, worker] of this.#running) {
      void worker.pause();
      this.#options.onState?.(job, 'paused');
    }
  }

  /** While paused: trains every active run for one epoch or one batch. */
  step(unit: StepUnit = 'epoch'): void {
    if (this.#isPaused) for (const worker of this.#running.values()) void worker.step(unit);
  }

  /** Changes settings of every active run from its next epoch on. Queued ones keep theirs. */
  change(settings: ChangeableSettings): void {
    for (const worker of this.#running.values()) void worker.change?.(settings);
  }

  resume(): void {
    this.#isPaused = false;
    for (const [job, worker] of this.#running) {
      void worker.resume();
      this.#options.onState?.(job, 'running');
    }
    this.#gate.start();
  }

  /** Stops a job: before its next batch if it is running, or before it starts. */
  stop(index: number): void {
    const job = this.#options.jobs.find((each) => each.index === index);
    if (!job) return;
    this.#stopped.add(job);
    void this.#running.get(job)?.stop();
    const place = this.#queued.indexOf(job);
    if (place < 0) return;
    this.#queued.splice(place, 1);
    this.#setEnded(job);
  }

  stopAll(): void {
    for (const job of this.#options.jobs) this.stop(job.index);
    this.#isPaused = false;
    this.#gate.start();
  }

  /** Runs one worker: job after job until the queue is empty. */
  async #work(): Promise<void> {
    let worker: FitWorker | null = null;
    try {
      for (;;) {
        await this.#gate.gate();
        const job = this.#queued.shift();
        if (!job) {
          this.#capacity--;
          return;
        }
        for (let attempt = 1; ; attempt++) {
          worker ??= await this.#createWorker(job);
          if (!worker) return;
          const lost = await this.#train(job, worker);
          if (lost === null) break;
          worker = null;
          if (!this.#endIfLost(job, lost, attempt)) continue;
          break;
        }
      }
    } catch (error) {
      // There is no worker for the remaining jobs.
      this.stopAll();
      throw error;
    } finally {
      void worker?.close();
    }
  }

  /** @returns null if none can be created; the job then stays queued for the existing workers */
  async #createWorker(job: FitJob): Promise<FitWorker | null> {
    try {
      return await this.#options.createWorker();
    } catch (error) {
      this.#capacity--;
      if (this.#stopped.has(job)) {
        this.#end(job, undefined);
        return null;
      }
      if (this.#capacity === 0) throw error;
      this.#queued.unshift(job);
      const remaining = `${String(this.#capacity)} ${this.#capacity === 1 ? 'remains' : 'remain'}`;
      this.#options.onProblem?.(`A worker could not be started (${(error as Error).message}): ${remaining}.`);
      return null;
    }
  }

  readonly #latest = new Map<FitJob, { run?: Run; checkpoint?: FitCheckpoint }>();

  /** @returns the reason if the worker was lost, else null */
  async #train(job: FitJob, worker: FitWorker): Promise<string | null> {
    const saved = this.#options.saved?.get(job.index);
    const latest = this.#latest.get(job) ?? (saved && 'checkpoint' in saved ? { ...saved } : {});
    this.#latest.set(job, latest);
    this.#running.set(job, worker);
    this.#options.onState?.(job, this.#isPaused ? 'paused' : 'running');
    // A worker that was paused when its last job ended would stay paused for the next.
    void (this.#isPaused ? worker.pause() : worker.resume());
    let isLost = false;
    try {
      const notify = (event: FitEvent) => {
        // Events of a lost worker may arrive late.
        if (!isLost) this.#receive(job, latest, event);
      };
      const training = worker.run(job, latest.checkpoint ?? null, notify);
      // The job may have been stopped while the worker was being created.
      if (this.#stopped.has(job)) void worker.stop();
      await training;
    } catch (error) {
      isLost = true;
      void worker.close();
      return (error as Error).message;
    } finally {
      this.#running.delete(job);
    }
    this.#end(job, latest.run);
    return null;
  }

  #receive(job: FitJob, latest: { run?: Run; checkpoint?: FitCheckpoint }, event: FitEvent): void {
    switch (event.kind) {
      case 'run':
        latest.run = event.run;
        if (event.run.status === 'running') this.#options.onRun(job, event.run);
        break;
      case 'record':
        latest.run = { ...latest.run!, records: [...latest.run!.records, event.record] };
        this.#options.onRun(job, latest.run);
        break;
      case 'progress': {
        const { epoch, epochs, batch, batches } = event.progress;
        this.#options.onBatch?.(job, event.progress);
        this.#setFraction(job, (epoch - 1 + batch / batches) / epochs);
        break;
      }
      case 'checkpoint':
        latest.checkpoint = event.checkpoint;
        this.#save(job, { checkpoint: event.checkpoint });
        this.#options.onCheckpoint?.(job, event.checkpoint);
        break;
      case 'model':
        this.#options.onModel?.(job, event.model);
        break;
      case 'failed':
        if (latest.run?.status !== 'failed') latest.run = failedRun(job, latest.run);
        this.#options.onProblem?.(`${job.name} failed: ${event.message}`);
    }
  }

  /** @returns whether the job has ended with its lost worker; otherwise it is retried */
  #endIfLost(job: FitJob, reason: string, attempt: number): boolean {
    const run = this.#latest.get(job)?.run;
    if (this.#stopped.has(job)) {
      this.#end(job, run && { ...run, status: 'stopped' });
      return true;
    }
    const isLast = attempt >= MAX_ATTEMPTS;
    const next = isLast ? 'it has failed' : 'it resumes from its last checkpoint';
    this.#options.onProblem?.(`The worker of ${job.name} was lost (${reason}): ${next}.`);
    if (isLast) this.#end(job, failedRun(job, run));
    return isLast;
  }

  #end(job: FitJob, run: Run | undefined): void {
    this.#latest.delete(job);
    if (run) {
      // A stopped job keeps its checkpoint, from which a resumed search continues.
      if (run.status !== 'stopped' && !this.#endedBefore(job.index)) this.#save(job, { run });
      this.#options.onRun(job, run);
    }
    this.#setEnded(job);
  }

  #setEnded(job: FitJob): void {
    this.#setFraction(job, 1);
    this.#options.onState?.(job, 'ended');
  }

  #setFraction(job: FitJob, fraction: number): void {
    this.#fractions.set(job, fraction);
    const { jobs, onProgress } = this.#options;
    const done = jobs.reduce(
      (sum, each) => sum + (this.#fractions.get(each) ?? this.#savedFraction(each)),
      0,
    );
    onProgress?.(done / jobs.length, this.#before);
  }

  #savedFraction({ index, config }: FitJob): number {
    const saved = this.#options.saved?.get(index);
    if (!saved) return 0;
    return 'run' in saved ? 1 : saved.checkpoint.state.records.length / config.epochs;
  }

  #endedBefore(index: number): Run | null {
    const saved = this.#options.saved?.get(index);
    return saved && 'run' in saved ? saved.run : null;
  }

  /** Saves sequentially, so that an older checkpoint never replaces a newer one. */
  #save({ index }: FitJob, fit: SavedFit): void {
    const { store, onProblem } = this.#options;
    if (!store) return;
    this.#saving = this.#saving
      .then(() => store.save(index, fit))
      .catch((error: unknown) => onProblem?.(`A checkpoint was not saved: ${(error as Error).message}`));
  }
}
