import type { ActivationChoice } from '../config/activation.ts';
import type { TrainConfig } from '../config.ts';
import type { WeightDistance } from './distances.ts';

/** Two networks that differ in their activations only. */
export interface TwinSettings {
  /** Those of the first twin; the second has the same but for its activations. */
  readonly config: TrainConfig;
  /** The activation of each hidden layer of the second twin. */
  readonly activations: readonly ActivationChoice[];
  /** Number of epochs before which the second twin has the activations of the first; 0 for none. */
  readonly swapAfter: number;
}

/** The twins after a batch. */
export interface TwinStep {
  /** Counted from 1 over all epochs. */
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
  /** From 1 in each epoch. */
  readonly batch: number;
  /** Of the batch, before the step, for both twins. */
  readonly losses: readonly [number, number];
  readonly weights: WeightDistance;
  /** Mean of `examples`. */
  readonly outputs: number;
  /** The distance of the outputs for each row of the probe; see `rowDistances`. */
  readonly examples: Float32Array;
  /** The class that each twin predicts for each row of the probe; empty for a regression. */
  readonly predictions: readonly [Uint8Array, Uint8Array];
  /** The distance of each unit, by hidden layer; see `unitDistances`. */
  readonly units: readonly Float32Array[];
}

/** What parts the twins: their weights or their outputs. */
export type Distance = 'weights' | 'outputs';

/** The first step at which a distance exceeds the tolerance; null if none does. NaN exceeds any. */
export function partingStep(
  steps: readonly TwinStep[],
  distance: Distance,
  tolerance: number,
): TwinStep | null {
  const valueOf = (step: TwinStep) => (distance === 'weights' ? step.weights.total : step.outputs);
  return steps.find((step) => !(valueOf(step) <= tolerance)) ?? null;
}
