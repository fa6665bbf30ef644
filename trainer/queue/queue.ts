import type { Run } from '../../history/index.ts';
import { failedRun } from '../search/fit.ts';
import type { FitJob } from '../search/plan.ts';
import type { TrainedModel } from '../training/types.ts';
import { createStopwatch } from './stopwatch.ts';
import type { FitCheckpoint, FitEvent, FitStore, FitWorker, SavedFit } from './types.ts';

export type JobState = 'queued' | 'running' | 'paused' | 'ended';

export interface QueueOptions {
  readonly jobs: readonly FitJob[];
  /** How many run side by side at most; a whole number of at least 1. */
  readonly workers: number;
  /** Called for each worker that is needed, and again in the place of one that was lost. */
  readonly createWorker: () => Promise<FitWorker>;
  /** What is known from before an interruption: what has ended is not trained again, the rest goes on. */
  readonly saved?: ReadonlyMap<number, SavedFit>;
  readonly store?: FitStore;
  /** A job's run has begun, grown or ended. */
  readonly onRun: (job: FitJob, run: Run) => void;
  /** A job's network as training left it, before its run has ended. */
  readonly onModel?: (job: FitJob, model: TrainedModel) => void;
  /** Where a job's training has come to, now and then. */
  readonly onCheckpoint?: (job: FitJob, checkpoint: FitCheckpoint) => void;
  readonly onState?: (job: FitJob, state: JobState) => void;
  /** From 0 to 1 over all jobs, and the share that was saved from before. */
  readonly onProgress?: (fraction: number, before: number) => void;
  /** A fit or a worker failed, or a checkpoint could not be kept: a sentence for people. The rest goes on. */
  readonly onProblem?: (message: string) => void;
}

/** A worker lost twice on the same job is no accident. */
const ATTEMPTS = 2;

/**
 * Trains jobs on a pool of workers, each taking the next job as it becomes free. A job whose worker is lost goes on
 * from its last checkpoint on a new one, and has failed when that is lost too. What a run becomes does not depend on
 * the number of workers, only the order in which news comes does.
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
  /** Workers that are at work or may be had. */
  #lanes = 0;
  #saving: Promise<void> = Promise.resolve();

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#queued = options.jobs.filter(({ index }) => !this.#endedBefore(index));
    const done = options.jobs.reduce((sum, job) => sum + this.#savedFraction(job), 0);
    this.#before = done / options.jobs.length;
  }

  /** Resolves when every job has ended or been stopped and all is saved. Rejects when no worker can be had. */
  async run(): Promise<void> {
    for (const job of this.#options.jobs) {
      const run = this.#endedBefore(job.index);
      if (run) this.#end(job, run);
    }
    this.#lanes = Math.min(this.#options.workers, this.#queued.length);
    await Promise.all(Array.from({ length: this.#lanes }, () => this.#work()));
    await this.#saving;
  }

  /** Holds every run before its next batch, and begins no other. */
  pause(): void {
    this.#isPaused = true;
    this.#gate.stop();
    for (const [job, worker] of this.#running) {
      void worker.pause();
      this.#options.onState?.(job, 'paused');
    }
  }

  /** While paused: lets every run that is under way go on for one epoch. */
  step(): void {
    if (this.#isPaused) for (const worker of this.#running.values()) void worker.step();
  }

  resume(): void {
    this.#isPaused = false;
    for (const [job, worker] of this.#running) {
      void worker.resume();
      this.#options.onState?.(job, 'running');
    }
    this.#gate.start();
  }

  /** Ends one job: before its next batch when it runs, before it begins when it waits. */
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

  /** One worker's life: job after job until there is none. */
  async #work(): Promise<void> {
    let worker: FitWorker | null = null;
    try {
      for (;;) {
        await this.#gate.gate();
        const job = this.#queued.shift();
        if (!job) {
          this.#lanes--;
          return;
        }
        for (let attempt = 1; ; attempt++) {
          worker ??= await this.#createWorker(job);
          if (!worker) return;
          const lost = await this.#train(job, worker);
          if (lost === null) break;
          worker = null;
          if (!this.#giveUp(job, lost, attempt)) continue;
          break;
        }
      }
    } catch (error) {
      // Nobody would train what is left.
      this.stopAll();
      throw error;
    } finally {
      void worker?.close();
    }
  }

  /** @returns null where none can be had, and the job is left to the workers that there are */
  async #createWorker(job: FitJob): Promise<FitWorker | null> {
    try {
      return await this.#options.createWorker();
    } catch (error) {
      this.#lanes--;
      if (this.#stopped.has(job)) {
        this.#end(job, undefined);
        return null;
      }
      if (this.#lanes === 0) throw error;
      this.#queued.unshift(job);
      const left = `${String(this.#lanes)} ${this.#lanes === 1 ? 'goes' : 'go'} on`;
      this.#options.onProblem?.(`A worker could not be had (${(error as Error).message}): ${left}.`);
      return null;
    }
  }

  readonly #latest = new Map<FitJob, { run?: Run; checkpoint?: FitCheckpoint }>();

  /** @returns why the worker was lost; null when it was not */
  async #train(job: FitJob, worker: FitWorker): Promise<string | null> {
    const saved = this.#options.saved?.get(job.index);
    const latest = this.#latest.get(job) ?? (saved && 'checkpoint' in saved ? { ...saved } : {});
    this.#latest.set(job, latest);
    this.#running.set(job, worker);
    this.#options.onState?.(job, this.#isPaused ? 'paused' : 'running');
    // One that was held as its last job ended would hold the next.
    void (this.#isPaused ? worker.pause() : worker.resume());
    let isLost = false;
    try {
      const news = (event: FitEvent) => {
        // A lost worker's last words may come late.
        if (!isLost) this.#receive(job, latest, event);
      };
      const training = worker.run(job, latest.checkpoint ?? null, news);
      // Stopped while the worker was being made.
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

  /** @returns whether the job has ended with its worker; it is tried again otherwise */
  #giveUp(job: FitJob, reason: string, attempt: number): boolean {
    const run = this.#latest.get(job)?.run;
    if (this.#stopped.has(job)) {
      this.#end(job, run && { ...run, status: 'stopped' });
      return true;
    }
    const isLast = attempt >= ATTEMPTS;
    const next = isLast ? 'it has failed' : 'it goes on from its last checkpoint';
    this.#options.onProblem?.(`The worker of ${job.name} was lost (${reason}): ${next}.`);
    if (isLast) this.#end(job, failedRun(job, run));
    return isLast;
  }

  #end(job: FitJob, run: Run | undefined): void {
    this.#latest.delete(job);
    if (run) {
      // What was stopped goes on from its checkpoint when the search is taken up again.
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

  /** One after another, so that an older checkpoint never replaces a newer one. */
  #save({ index }: FitJob, fit: SavedFit): void {
    const { store, onProblem } = this.#options;
    if (!store) return;
    this.#saving = this.#saving
      .then(() => store.save(index, fit))
      .catch((error: unknown) => onProblem?.(`A checkpoint was not kept: ${(error as Error).message}`));
  }
}
