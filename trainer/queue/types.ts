import type { EpochRecord, Run } from '../../history/index.ts';
import type { FitJob } from '../search/plan.ts';
import type { TrainedModel, TrainProgress, TrainState } from '../training/types.ts';

/** All it takes to go on with a fit that was interrupted, as plain data. */
export interface FitCheckpoint {
  /** When the run began, ISO 8601; null when nobody wants to know. */
  readonly started: string | null;
  /** Milliseconds that training has taken so far. */
  readonly elapsed: number;
  readonly state: TrainState;
}

/** What a worker tells of the fit under way, in the order in which it happens. */
export type FitEvent =
  /** The run as it begins, and at last as it has ended. */
  | { readonly kind: 'run'; readonly run: Run }
  /** One epoch more of it. */
  | { readonly kind: 'record'; readonly record: EpochRecord }
  | { readonly kind: 'progress'; readonly progress: TrainProgress }
  | { readonly kind: 'checkpoint'; readonly checkpoint: FitCheckpoint }
  /** The network as training left it, before its run has ended. */
  | { readonly kind: 'model'; readonly model: TrainedModel }
  /** Training threw; the run has come as failed before, unless it never began. */
  | { readonly kind: 'failed'; readonly message: string };

/** Where fits are trained, one at a time: this thread, another one, or another machine. */
export interface FitWorker {
  /**
   * Trains a job to its end. Rejects only when the worker itself is lost: an error of the training is an event.
   *
   * @param resume the checkpoint to go on from; null to begin
   * @param notify called in the order of the events; the last has been told before the promise comes true
   */
  run(
    job: FitJob,
    resume: FitCheckpoint | null,
    notify: (event: FitEvent) => void | Promise<void>,
  ): Promise<void>;
  /** Ends the fit under way before its next batch. */
  stop(): Promise<void> | void;
  /** Goes on from a pause for one epoch, and holds the fit under way again. */
  step(): Promise<void> | void;
  /** Holds the fit under way before its next batch; its clock stands still until `resume`. */
  pause(): Promise<void> | void;
  resume(): Promise<void> | void;
  /** Gives up whatever the worker holds. */
  close(): Promise<void> | void;
}

/** What was saved of a fit: where it had come to, or the run that came of it. */
export type SavedFit = { readonly checkpoint: FitCheckpoint } | { readonly run: Run };

/** Keeps what fits have come to, by their place in the plan, until the search is through. */
export interface FitStore {
  save(index: number, fit: SavedFit): Promise<void>;
}
