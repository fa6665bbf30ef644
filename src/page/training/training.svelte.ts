import TrainWorker from './train.worker.ts?worker';
import { proxy, wrap, type Remote } from 'comlink';
import type { Run } from '../../../history/index.ts';
import { sentenceOf } from '../shell/messages.svelte.ts';
import type { TrainingEvent, TrainingJob } from './protocol.ts';
import type { TrainingService } from './train.worker.ts';

export type TrainingPhase = 'idle' | 'loading' | 'training' | 'stopping';

/** Seconds left when `done` of `total` steps took `elapsed` seconds; null before the first. */
export function remainingSeconds(done: number, total: number, elapsed: number): number | null {
  return done > 0 ? (elapsed / done) * (total - done) : null;
}

/** Training as the page sees it: one job at a time, in a worker that lives from job to job. */
export class Training {
  phase = $state<TrainingPhase>('idle');
  /** What is being done, in words. */
  activity = $state('');
  /** From 0 to 1 over the whole job; while loading, over the download. */
  fraction = $state(0);
  remaining = $state<number | null>(null);
  /** Which backend trains, and why. */
  backend = $state('');
  /** The runs of the last job, as far as they have come. */
  runs = $state.raw<readonly Run[]>([]);
  readonly isBusy = $derived(this.phase !== 'idle');

  #service: Remote<TrainingService> | null = null;
  #began = 0;

  constructor(
    /** Milliseconds, never going back. */
    private readonly clock: () => number,
    private readonly onrun: (run: Run) => void,
  ) {}

  /** Trains what `job` asks for; resolves when all is done or stopped, rejects when it cannot be. */
  async start(job: TrainingJob): Promise<void> {
    if (this.isBusy) throw new Error('A training is under way: stop it first.');
    this.phase = 'loading';
    this.activity = 'Loading data';
    this.fraction = 0;
    this.remaining = null;
    this.backend = '';
    this.runs = [];
    try {
      await this.#connect().train(
        job,
        proxy((event: TrainingEvent) => this.#receive(event)),
      );
    } catch (error) {
      throw new Error(sentenceOf(error), { cause: error });
    } finally {
      this.phase = 'idle';
    }
  }

  /** Asks the worker to end after the batch under way; finished epochs stay. */
  stop(): void {
    if (!this.isBusy) return;
    this.phase = 'stopping';
    void this.#service?.stop();
  }

  #connect(): Remote<TrainingService> {
    this.#service ??= wrap<TrainingService>(new TrainWorker());
    return this.#service;
  }

  #receive(event: TrainingEvent): void {
    switch (event.kind) {
      case 'loading':
        this.fraction = event.total > 0 ? event.loaded / event.total : 0;
        break;
      case 'backend':
        this.backend = event.reason;
        this.#began = this.clock();
        if (this.phase === 'loading') this.phase = 'training';
        this.activity = 'Starting';
        break;
      case 'progress':
        this.activity = event.activity;
        this.fraction = event.done / event.total;
        this.remaining = remainingSeconds(event.done, event.total, (this.clock() - this.#began) / 1000);
        break;
      case 'run': {
        const index = this.runs.findIndex((run) => run.id === event.run.id);
        this.runs = index === -1 ? [...this.runs, event.run] : this.runs.with(index, event.run);
        this.onrun(event.run);
        break;
      }
    }
  }
}
