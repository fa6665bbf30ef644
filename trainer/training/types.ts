import type { Dictionary, Distribution, EpochRecord } from '../../history/index.ts';
import type { TrainConfig } from '../config.ts';
import type { Scaling } from '../data/standardise.ts';
import type { LayerWeights } from '../model/layers.ts';
import type { OptimizerState } from '../model/optimizers/index.ts';
import type { RandomState } from '../random.ts';
import type { TargetScaling } from './objective.ts';

/** How far a run has come: `batch` of `batches` training batches of `epoch` of `epochs` are done. */
export interface TrainProgress {
  /** Counted from 1. */
  readonly epoch: number;
  readonly epochs: number;
  readonly batch: number;
  readonly batches: number;
}

/** What training needs from outside. */
export interface TrainContext {
  /** Milliseconds from any origin, such as `performance.now`. */
  readonly clock: () => number;
  /** Once aborted, training stops before the next batch; the epochs that were finished stay. */
  readonly signal?: AbortSignal;
  /** Called after every batch. */
  readonly onProgress?: (progress: TrainProgress) => void;
  /** Called before each record is yielded, with the pre-activations of all epochs so far, where health is measured. */
  readonly onDistributions?: (distributions: Dictionary<Distribution>) => void;
  /** Waited for before every batch, so that training can be paused. */
  readonly gate?: () => Promise<void>;
  /** Where to go on; from the start when left out. */
  readonly resume?: TrainState;
  /** The weights to begin with, of the network's own shape; drawn from the seed when left out. */
  readonly initial?: readonly LayerWeights[];
  /**
   * Called after each epoch that is not the last, before its record is yielded, and waited for. `read` gives what it
   * takes to go on from there, and costs a reading of all weights: who does not keep every epoch need not call it.
   */
  readonly onCheckpoint?: (read: () => Promise<TrainState>) => Promise<void>;
}

/**
 * A run between two epochs, as plain data: going on from it gives the numbers that the run would have given, bit for
 * bit on the same backend, apart from `dur`.
 */
export interface TrainState {
  /** Of the epochs that are finished, from the first. */
  readonly records: readonly EpochRecord[];
  /** Of the pre-activations in those epochs; empty without health. */
  readonly distributions: Dictionary<Distribution>;
  readonly layers: readonly LayerWeights[];
  readonly optimizer: OptimizerState;
  /** The training rows in the order in which the last epoch took them. */
  readonly order: Uint32Array;
  /** Of the stream that shuffles the rows. */
  readonly random: RandomState;
}

/** A trained network as plain data: it can be cloned, sent to another thread and saved. */
export interface TrainedModel {
  readonly config: TrainConfig;
  /** 0 for a regression. */
  readonly classes: number;
  readonly scaling: Scaling;
  readonly layers: readonly LayerWeights[];
  /** How the numbers of a regression were brought to mean 0 and deviation 1; its output is to be brought back. */
  readonly targetScaling?: TargetScaling;
}

export interface TrainResult {
  readonly status: 'completed' | 'stopped' | 'diverged';
  /** With the weights of the last step taken, finished epoch or not. */
  readonly model: TrainedModel;
  /** The last epoch, where early stopping ended a run that was to have more. */
  readonly stoppedEpoch?: number;
}
