import type { Run } from '../../../../history/index.ts';
import type {
  BackendName,
  ChangeableSettings,
  FitJob,
  FitStore,
  FitWorker,
  JobState,
  LayerWeights,
  SavedFit,
  Search,
  SearchPlan,
  StepUnit,
  TrainedModel,
} from '../../../../trainer/index.ts';
import { lazy } from '../../shell/lazy.ts';
import type { KeyStorage } from '../../shell/fallbacks/storage.ts';
import { sentenceOf } from '../../shell/messages.svelte.ts';
import { uniqueId } from '../../shell/fallbacks/unique-id.ts';
import { batchRuns } from '../form/gather.ts';
import type { TrainingJob } from './protocol.ts';
import type { StoredSweep, SweepStore } from './sweep-store.ts';
import { createTimeLeft, type TimeLeft } from './time-left.ts';
import type { OpenWorkerOptions, PageWorker } from './worker-pool.ts';

/** Minimum milliseconds between two updates of the page. */
const UPDATE_INTERVAL = 100;

/** Milliseconds that the first update waits per row on the page: the time that an update takes is not known before. */
const MS_PER_ROW = 0.05;

const loadEngine = lazy('the trainer', () => import('./engine.ts'));

export type TrainingPhase = 'idle' | 'loading' | 'training' | 'paused' | 'stopping';

/** A run of the queue, as the page lists it. */
export interface QueuedRun {
  readonly index: number;
  /** Id of its run. */
  readonly id: string;
  /** Id of the run that it is a fold of; null if it is none. */
  readonly parent: string | null;
  readonly name: string;
  /** The number of epochs that it is to train. */
  readonly epochs: number;
  readonly state: JobState;
}

/** The weights of a run in the middle of its training. */
export interface Snapshot {
  readonly job: FitJob;
  readonly layers: readonly LayerWeights[];
}

export interface TrainingOptions {
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  /** Calls back when the page has drawn its latest state. */
  readonly afterUpdate: (done: () => void) => void;
  /** How many rows the page shows. */
  readonly rows: () => number;
  /** The time of day, ISO 8601. */
  readonly now: () => string;
  readonly onrun: (run: Run) => void;
  /** Called with the network of a finished fit, after `onrun` for its run. */
  readonly onmodel: (fit: FitJob, model: TrainedModel, sweep: StoredSweep) => void;
  /** Called with an error that does not end training. */
  readonly onproblem: (message: string) => void;
  readonly openStore: () => Promise<SweepStore>;
  /** Held by the page that trains a sweep, so that no other page resumes it. */
  readonly locks: Pick<LockManager, 'request'>;
  readonly processors: number;
  /** Remembers the fastest backend between visits. */
  readonly storage: KeyStorage;
  readonly userAgent: string;
}

/** The state of training in the page: one job at a time, its runs in parallel workers. */
export class Training {
  phase = $state<TrainingPhase>('idle');
  /** A description of the current step. */
  activity = $state('');
  /** The batch that was trained last, of the run that sent its progress last: `epoch 3, batch 17 of 375`; empty before. */
  position = $state('');
  /** From 0 to 1 over the whole job or, while data load, over the download; null where unknown. */
  fraction = $state<number | null>(null);
  /** Seconds left; null while not known. */
  remaining = $state<number | null>(null);
  /** Which backend trains, and why. */
  backend = $state('');
  /** Notes about the data: sentences. */
  notes = $state.raw<readonly string[]>([]);
  /** The runs of the last job, with their epochs so far. */
  runs = $state.raw<readonly Run[]>([]);
  /** The last known weights of each run, in the order of the plan. */
  snapshots = $state.raw<readonly Snapshot[]>([]);
  /** The last job, under way or ended. */
  job = $state.raw<TrainingJob | null>(null);
  /** All runs of the job under way, in their order. */
  queue = $state.raw<readonly QueuedRun[]>([]);
  readonly isBusy = $derived(this.phase !== 'idle');

  #search: Search | null = null;
  /** The worker that makes the plan and trains first. */
  #first: PageWorker | null = null;
  /** Aborted by `stop`: ends the opening of workers. */
  #opening = new AbortController();
  /** Delivers pending updates synchronously. */
  #flush: () => void = () => undefined;
  #timeLeft: TimeLeft | null = null;

  constructor(private readonly options: TrainingOptions) {}

  /** Trains `job`. Resolves when it has finished or was stopped; rejects if it fails. */
  async start(job: TrainingJob): Promise<void> {
    if (this.isBusy) throw new Error('Training is running: stop it first.');
    this.#reset(job);
    await this.#whileBusy(async () => {
      const { worker, prepared } = await this.#open(job, async (call) => {
        this.activity =
          job.backend === 'auto' ? 'Trying a few steps to choose the backend' : 'Starting the backend';
        const { BackendMemory } = await loadEngine();
        const memory = new BackendMemory(this.options.storage, this.options.userAgent);
        const choice = await call((service) => service.chooseBackend(job, memory.read()));
        if (choice.isCompared) memory.note(choice.magnitude, choice.name);
        return { choice, ...(await call((service) => service.plan(job, []))) };
      });
      const { choice, plan, ids } = prepared;
      const sweep = { id: uniqueId(), job, backend: choice.name, ids };
      this.backend = choice.reason;
      this.notes = worker.notes;
      await this.options.locks.request(lockOf(sweep), async () => {
        await this.#try(async () => (await this.options.openStore()).begin(sweep));
        await this.#train(sweep, worker, plan);
      });
    });
  }

  /** Resumes a job that the last visit left unfinished, if there is one. Resolves when it has ended. */
  async resumeUnfinished(): Promise<void> {
    const store = await this.options.openStore();
    for (const sweep of await store.all()) {
      if (this.isBusy) return;
      await this.options.locks.request(lockOf(sweep), { ifAvailable: true }, async (lock) => {
        if (lock) await this.#resumeSweep(sweep);
      });
    }
  }

  pause(): void {
    if (this.phase !== 'training') return;
    this.phase = 'paused';
    this.#timeLeft?.stop();
    this.#search?.queue.pause();
    this.#flush();
  }

  /** Trains one epoch or one batch of each running run, then pauses again. */
  step(unit: StepUnit): void {
    if (this.phase === 'paused') this.#search?.queue.step(unit);
  }

  /** Changes settings of the running runs, each from its next epoch on. */
  change(settings: ChangeableSettings): void {
    this.#search?.queue.change(settings);
  }

  resume(): void {
    if (this.phase !== 'paused') return;
    this.phase = 'training';
    this.#timeLeft?.start();
    this.#search?.queue.resume();
  }

  /** Stops one run before its next batch, or before it starts; its finished epochs are kept. */
  stopOne(index: number): void {
    this.#search?.queue.stop(index);
  }

  /**
   * Stops all runs before their next batch, or within seconds by terminating their workers; finished epochs are kept.
   * Workers that are not ready yet are terminated immediately.
   */
  stop(): void {
    if (!this.isBusy) return;
    this.phase = 'stopping';
    this.#search?.queue.stopAll();
    this.#opening.abort();
  }

  async #resumeSweep(sweep: StoredSweep): Promise<void> {
    this.#reset(sweep.job);
    await this.#whileBusy(async () => {
      const saved = await (await this.options.openStore()).fits(sweep.id);
      const { worker, prepared } = await this.#open(sweep.job, async (call) => ({
        used: await call((service) => service.useBackend(sweep.backend)),
        plan: (await call((service) => service.plan(sweep.job, sweep.ids))).plan,
      }));
      const { used, plan } = prepared;
      const { name: backend, problem } = used;
      this.backend = `Resuming where the last visit ended, with ${backend}.`;
      if (problem !== null) this.#note(problem);
      await this.#train({ ...sweep, backend }, worker, plan, saved);
    });
    // A job that was stopped before it was resumed is not resumed again.
    if (this.#opening.signal.aborted)
      await this.#try(async () => (await this.options.openStore()).end(sweep.id));
  }

  #reset(job: TrainingJob): void {
    this.#opening = new AbortController();
    this.phase = 'loading';
    this.activity = 'Loading data';
    this.position = '';
    this.fraction = null;
    this.remaining = null;
    this.backend = '';
    this.notes = [];
    this.runs = [];
    this.queue = [];
    this.snapshots = [];
    this.job = job;
  }

  async #whileBusy(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error !== this.#opening.signal.reason) throw new Error(sentenceOf(error), { cause: error });
    } finally {
      void this.#first?.close();
      this.#first = null;
      this.phase = 'idle';
      this.#search = null;
      this.queue = [];
    }
  }

  /** Opens the worker that makes the plan and trains first. */
  async #open<Prepared>(job: TrainingJob, prepare: OpenWorkerOptions<Prepared>['prepare']) {
    const { openWorker } = await loadEngine();
    this.#opening.signal.throwIfAborted();
    const opened = await openWorker(job, {
      onProgress: (loaded, total) => (this.fraction = total > 0 ? loaded / total : null),
      onLoaded: () => (this.fraction = null),
      prepare,
      signal: this.#opening.signal,
    });
    this.#first = opened.worker;
    return opened;
  }

  async #train(
    sweep: StoredSweep,
    first: PageWorker,
    plan: SearchPlan,
    saved?: ReadonlyMap<number, SavedFit>,
  ): Promise<void> {
    const { openStore, processors, onproblem, onmodel, now } = this.options;
    const { Search, roomFor } = await loadEngine();
    const store: FitStore = {
      save: async (index, fit) => (await openStore()).fitStore(sweep.id).save(index, fit),
    };
    // Models are delivered after their runs: a network without a run would be taken for that of a deleted run.
    const models: (() => void)[] = [];
    const deliver = (runs: readonly Run[]) => {
      for (const run of runs) this.options.onrun(run);
      for (const deliverModel of models.splice(0)) deliverModel();
    };
    const { clock, afterUpdate } = this.options;
    // Log and curves show few runs and update fast; views of all rows take longer the more rows there are.
    const shown = batchRuns(UPDATE_INTERVAL, (runs) => this.#show(runs), clock, afterUpdate);
    const firstWait = this.options.rows() * MS_PER_ROW;
    const updates = batchRuns(UPDATE_INTERVAL, deliver, clock, afterUpdate, firstWait);
    const flush = () => {
      shown.flush();
      updates.flush();
    };
    let unused: PageWorker | null = first;
    let { backend } = sweep;
    const createWorker = async (): Promise<FitWorker> => {
      const worker = unused ?? (await this.#another(sweep.job, backend));
      unused = null;
      const run: FitWorker['run'] = async (...args) => {
        try {
          await worker.run(...args);
        } catch (error) {
          if ((error as Error).name === 'BackendLostError') {
            backend = 'wasm';
            this.#note(`${sentenceOf(error)}; ${backend} takes its place.`);
          }
          throw error;
        }
      };
      return { ...worker, run };
    };
    const search = new Search({
      ...{ plan, now, backend: sweep.backend, store },
      ...(saved ? { saved } : {}),
      workers: roomFor(sweep.backend, processors),
      createWorker,
      onRun: (run) => {
        shown.add(run);
        updates.add(run);
        // A pause should show the current state soon.
        if (this.phase === 'paused') updates.hurry();
      },
      onModel: (job, model) => {
        this.#keepSnapshot(job, model.layers);
        models.push(() => onmodel(job, model, sweep));
      },
      onCheckpoint: (job, { state }) => this.#keepSnapshot(job, state.layers),
      onBatch: (_, { epoch, batch, batches }) =>
        (this.position = `epoch ${String(epoch)}, batch ${String(batch)} of ${String(batches)}`),
      onState: (job, state) => this.#setState(job, state),
      onProgress: (fraction, before) => this.#advance(fraction, before),
      onProblem: onproblem,
    });
    this.#search = search;
    this.#flush = flush;
    this.queue = plan.jobs.map(({ index, id, name, fold, config }) => {
      return { index, id, name, parent: fold && fold.parent, epochs: config.epochs, state: 'queued' };
    });
    this.#timeLeft = null;
    if (this.phase === 'stopping') search.queue.stopAll();
    else this.phase = 'training';
    try {
      await search.run();
    } finally {
      flush();
      deliver([]);
      await this.#try(async () => (await openStore()).end(sweep.id));
    }
  }

  /** Reports a failed write; training continues without checkpoints. */
  async #try(store: () => Promise<void>): Promise<void> {
    try {
      await store();
    } catch (error) {
      this.options.onproblem(`This training cannot be resumed after a reload: ${sentenceOf(error)}`);
    }
  }

  async #another(job: TrainingJob, backend: BackendName): Promise<PageWorker> {
    const { openWorker } = await loadEngine();
    const { worker, prepared } = await openWorker(job, {
      prepare: (call) => call((service) => service.useBackend(backend)),
      signal: this.#opening.signal,
    });
    if (prepared.problem !== null) this.#note(prepared.problem);
    return worker;
  }

  /** Appends a sentence to the description of the backend. */
  #note(sentence: string): void {
    this.backend = `${this.backend} ${sentence[0]!.toUpperCase()}${sentence.slice(1)}`;
  }

  #show(runs: readonly Run[]): void {
    for (const run of runs) {
      const index = this.runs.findIndex(({ id }) => id === run.id);
      this.runs = index === -1 ? [...this.runs, run] : this.runs.with(index, run);
    }
  }

  #keepSnapshot(job: FitJob, layers: readonly LayerWeights[]): void {
    const others = this.snapshots.filter((each) => each.job.index !== job.index);
    this.snapshots = [...others, { job, layers }].sort((a, b) => a.job.index - b.job.index);
  }

  #setState(job: FitJob, state: JobState): void {
    this.queue = this.queue.map((each) => (each.index === job.index ? { ...each, state } : each));
    const ended = this.queue.filter((each) => each.state === 'ended').length;
    this.activity = `${String(ended)} of ${String(this.queue.length)} runs done`;
  }

  #advance(fraction: number, before: number): void {
    this.fraction = fraction;
    if (this.#timeLeft === null) {
      this.#timeLeft = createTimeLeft(this.options.clock, before);
      if (this.phase === 'training') this.#timeLeft.start();
    }
    this.remaining = this.#timeLeft.advance(fraction);
  }
}

function lockOf({ id }: Pick<StoredSweep, 'id'>): string {
  return `heddle-sweep-${id}`;
}
