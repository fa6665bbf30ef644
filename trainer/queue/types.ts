import type { EpochRecord, Run } from '../../history/index.ts';
import type { FitJob } from '../search/plan.ts';
import type { ChangeableSettings } from '../training/changes.ts';
import type { TrainedModel, TrainProgress, TrainState } from '../training/types.ts';

/** Everything needed to resume an interrupted fit, as plain data. */
export interface FitCheckpoint {
  /** When the run started, ISO 8601; null if not recorded. */
  readonly started: string | null;
  /** Training time so far, in milliseconds. */
  readonly elapsed: number;
  readonly state: TrainState;
}

/** An event of a fit, in chronological order. */
export type FitEvent =
  /** The run when it starts, and finally when it has ended. */
  | { readonly kind: 'run'; readonly run: Run }
  /** A new epoch of the run. */
  | { readonly kind: 'record'; readonly record: EpochRecord }
  | { readonly kind: 'progress'; readonly progress: TrainProgress }
  | { readonly kind: 'checkpoint'; readonly checkpoint: FitCheckpoint }
  /** The trained network, before its run ends. */
  | { readonly kind: 'model'; readonly model: TrainedModel }
  /** Training threw. The failed run has been sent before, unless it never started. */
  | { readonly kind: 'failed'; readonly message: string };

/** What a paused fit trains at a time. */
export type StepUnit = 'epoch' | 'batch';

/** Trains fits one at a time: on this thread, another one, or another machine. */
export interface FitWorker {
  /**
   * Trains a job to its end. Rejects only if the worker itself is lost; an error in training is an event.
   *
   * @param resume the checkpoint to resume from; null to start from the beginning
   * @param notify called in the order of the events, the last time before the promise resolves
   */
  run(
    job: FitJob,
    resume: FitCheckpoint | null,
    notify: (event: FitEvent) => void | Promise<void>,
  ): Promise<void>;
  /** Stops the current fit before its next batch. */
  stop(): Promise<void> | void;
  /** Trains a paused fit for one epoch or one batch, then pauses it again. Default: an epoch. */
  step(unit?: StepUnit): Promise<void> | void;
  /** Changes settings of the current fit from its next epoch on; absent if the worker cannot. */
  change?(settings: ChangeableSettings): Promise<void> | void;
  /** Pauses the current fit before its next batch; its clock is stopped until `resume`. */
  pause(): Promise<void> | void;
  resume(): Promise<void> | void;
  /** Frees the resources of the worker. */
  close(): Promise<void> | void;
}

/** The saved state of a fit: its last checkpoint, or its finished run. */
export type SavedFit = { readonly checkpoint: FitCheckpoint } | { readonly run: Run };

/** Stores the state of fits, by their index in the plan, until the search is complete. */
export interface FitStore {
  save(index: number, fit: SavedFit): Promise<void>;
}
