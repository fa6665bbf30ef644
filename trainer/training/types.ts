import type { Dictionary, Distribution, EpochBatches, EpochRecord } from '../../history/index.ts';
import type { TrainConfig } from '../config.ts';
import type { Scaling } from '../data/standardise.ts';
import type { LayerWeights } from '../model/layers.ts';
import type { OptimizerState } from '../model/optimizers/index.ts';
import type { RandomState } from '../random.ts';
import type { ChangeableSettings, SettingsChange } from './changes.ts';
import type { TargetScaling } from './objective.ts';

/** The progress of a run: `batch` of `batches` training batches in epoch `epoch` of `epochs` are done. */
export interface TrainProgress {
  /** Counted from 1. */
  readonly epoch: number;
  readonly epochs: number;
  readonly batch: number;
  readonly batches: number;
}

/** The environment of training. */
export interface TrainContext {
  /** Milliseconds from any origin, such as `performance.now`. */
  readonly clock: () => number;
  /** Once aborted, training stops before the next batch; finished epochs are kept. */
  readonly signal?: AbortSignal;
  /** Called after every batch. */
  readonly onProgress?: (progress: TrainProgress) => void;
  /** With `health`, called before each record is yielded, with the pre-activations of all epochs so far. */
  readonly onDistributions?: (distributions: Dictionary<Distribution>) => void;
  /** With `batches`, called before each record is yielded, with the batches of all epochs so far. */
  readonly onBatches?: (batches: readonly EpochBatches[]) => void;
  /** Awaited before every batch, so that training can be paused. */
  readonly gate?: () => Promise<void>;
  /** The state to resume from; default: train from the start. */
  readonly resume?: TrainState;
  /**
   * Called before each epoch: settings to change from it on, or null. The epoch's record names the change under `changed`, and
   * the state keeps it, so that a resumed run goes on with it.
   */
  readonly takeChange?: () => ChangeableSettings | null;
  /** Number of epochs that the initial weights were trained for: epochs are counted on from there. Default 0. */
  readonly epochsBefore?: number;
  /** The initial weights, of the network's shape; default: drawn from the seed. */
  readonly initial?: readonly LayerWeights[];
  /**
   * Called after each epoch except the last, before its record is yielded, and awaited. `read` returns the state to resume
   * from. It reads all weights from the backend, so call it only for checkpoints that are saved.
   */
  readonly onCheckpoint?: (read: () => Promise<TrainState>) => Promise<void>;
}

/**
 * The state of a run between two epochs, as plain data. Resuming from it gives the same numbers as the uninterrupted run,
 * bit for bit on the same backend, apart from `dur`.
 */
export interface TrainState {
  /** The records of the finished epochs. */
  readonly records: readonly EpochRecord[];
  /** The pre-activations in those epochs; empty without health. */
  readonly distributions: Dictionary<Distribution>;
  /** The batches of those epochs; empty or absent unless they are recorded. */
  readonly batches?: readonly EpochBatches[];
  /** The changes of settings so far, in their order; absent without any. */
  readonly changes?: readonly SettingsChange[];
  readonly layers: readonly LayerWeights[];
  readonly optimizer: OptimizerState;
  /** The training rows in the order of the last epoch. */
  readonly order: Uint32Array;
  /** State of the stream that shuffles the rows. */
  readonly random: RandomState;
}

/** A trained network as plain data: it can be cloned, sent to another thread and saved. */
export interface TrainedModel {
  readonly config: TrainConfig;
  /** 0 for a regression. */
  readonly classes: number;
  readonly scaling: Scaling;
  readonly layers: readonly LayerWeights[];
  /** How the targets of a regression were standardised; its outputs must be scaled back. */
  readonly targetScaling?: TargetScaling;
}

export interface TrainResult {
  readonly status: 'completed' | 'stopped' | 'diverged';
  /** With the weights after the last step, even if its epoch is not finished. */
  readonly model: TrainedModel;
  /** The last epoch, if early stopping ended the run. */
  readonly stoppedEpoch?: number;
}
