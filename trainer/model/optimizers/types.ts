import type { NamedTensorMap } from '@tensorflow/tfjs-core';

/** All that an optimiser remembers, as plain data. */
export interface OptimizerState {
  /** Steps taken. */
  readonly steps: number;
  /** Its running values (velocities, moments), in an order of its own, each as long as its variable. */
  readonly slots: readonly Float32Array[];
}

/** Holds what it remembers of past gradients until it is disposed of. */
export interface Optimizer {
  /**
   * Takes one step.
   *
   * @param gradients by the names of the variables, as `variableGrads` gives them
   */
  step(gradients: NamedTensorMap, learningRate: number): void;
  /** A copy of what it remembers. */
  read(): Promise<OptimizerState>;
  /** Goes on from there: the next steps are those that the optimiser which was read would have taken. */
  restore(state: OptimizerState): void;
  dispose(): void;
}
