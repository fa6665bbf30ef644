import { add, dispose, mul, sub, tidy, variable, zerosLike } from '@tensorflow/tfjs-core';
import type { NamedTensorMap, Variable } from '@tensorflow/tfjs-core';

/** Holds one velocity a variable until it is disposed of. */
export interface Optimizer {
  /** @param gradients by the names of the variables, as `variableGrads` gives them */
  step(gradients: NamedTensorMap): void;
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
  return {
    step(gradients) {
      tidy(() => {
        for (const [i, parameter] of variables.entries()) {
          const velocity = velocities[i]!;
          velocity.assign(add(mul(velocity, momentum), gradients[parameter.name]!));
          parameter.assign(sub(parameter, mul(velocity, learningRate)));
        }
      });
    },
    dispose: () => dispose(velocities),
  };
}
