import type { NamedTensorMap } from '@tensorflow/tfjs-core';

/** The state of an optimiser, as plain data. */
export interface OptimizerState {
  /** Steps taken. */
  readonly steps: number;
  /** Its running values (velocities, moments), in an internal order, each as long as its variable. */
  readonly slots: readonly Float32Array[];
}

/** Call `dispose` to free the running values. */
export interface Optimizer {
  /**
   * Takes one step.
   *
   * @param gradients by the names of the variables, as returned by `variableGrads`
   */
  step(gradients: NamedTensorMap, learningRate: number): void;
  /** Copies the state. */
  read(): Promise<OptimizerState>;
  /** Resumes from a state: the next steps equal those of the optimiser that was read. */
  restore(state: OptimizerState): void;
  dispose(): void;
}
