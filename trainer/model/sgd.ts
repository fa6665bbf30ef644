import { add, dispose, mul, sub, tensor, tidy, variable, zerosLike } from '@tensorflow/tfjs-core';
import type { NamedTensorMap, Variable } from '@tensorflow/tfjs-core';

/** All that an optimiser remembers, as plain data. */
export interface OptimizerState {
  /** Steps taken. */
  readonly steps: number;
  /** Its running values (velocities, moments), in an order of its own, each as long as its variable. */
  readonly slots: readonly Float32Array[];
}

/** Holds one velocity a variable until it is disposed of. */
export interface Optimizer {
  /** @param gradients by the names of the variables, as `variableGrads` gives them */
  step(gradients: NamedTensorMap): void;
  /** A copy of what it remembers. */
  read(): Promise<OptimizerState>;
  /** Goes on from there: the next steps are those that the optimiser which was read would have taken. */
  restore(state: OptimizerState): void;
  dispose(): void;
}

/**
 * Stochastic gradient descent with momentum in the form of PyTorch's `SGD` (no dampening, no Nesterov):
 * v ← momentum · v + g, p ← p − learningRate · v, from v = 0. So the step after a constant gradient grows to
 * learningRate / (1 − momentum). Others fold the rate into the velocity, which differs once the rate changes.
 *
 * `tf.train.momentum` takes the same step; it is not used since its `dispose` leaves the learning rate's tensor behind.
 */
export function createSgd(
  variables: readonly Variable[],
  { learningRate, momentum }: { readonly learningRate: number; readonly momentum: number },
): Optimizer {
  const velocities = tidy(() => variables.map((parameter) => variable(zerosLike(parameter), false)));
  let steps = 0;
  return {
    step(gradients) {
      steps++;
      tidy(() => {
        for (const [i, parameter] of variables.entries()) {
          const velocity = velocities[i]!;
          velocity.assign(add(mul(velocity, momentum), gradients[parameter.name]!));
          parameter.assign(sub(parameter, mul(velocity, learningRate)));
        }
      });
    },
    read: async () => ({ steps, slots: await readAll(velocities) }),
    restore(state) {
      steps = state.steps;
      assignAll(velocities, state.slots);
    },
    dispose: () => dispose(velocities),
  };
}

/** Copies of the variables' values: a backend may go on writing into the arrays that it gives. */
function readAll(variables: readonly Variable[]): Promise<Float32Array[]> {
  return Promise.all(variables.map(async (each) => ((await each.data()) as Float32Array).slice()));
}

/** @throws {Error} when there are not as many values as the variables have */
function assignAll(variables: readonly Variable[], values: readonly Float32Array[]): void {
  if (values.length !== variables.length) {
    const counts = `${String(variables.length)} slots, got ${String(values.length)}`;
    throw new Error(`optimiser state: expected ${counts}`);
  }
  tidy(() => {
    for (const [i, each] of variables.entries()) each.assign(tensor(values[i]!.slice(), each.shape));
  });
}
