import type { TrainConfig } from '../config.ts';
import type { Scaling } from '../data/standardise.ts';
import type { LayerWeights } from '../model/layers.ts';

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
}

/** A trained network as plain data: it can be cloned, sent to another thread and saved. */
export interface TrainedModel {
  readonly config: TrainConfig;
  readonly classes: number;
  readonly scaling: Scaling;
  readonly layers: readonly LayerWeights[];
}

export interface TrainResult {
  readonly status: 'completed' | 'stopped' | 'diverged';
  /** With the weights of the last step taken, finished epoch or not. */
  readonly model: TrainedModel;
}
