import { add, div, mul, sqrt, square, sub } from '@tensorflow/tfjs-core';
import type { Variable } from '@tensorflow/tfjs-core';
import { createElementWise } from './element-wise.ts';
import type { Optimizer } from './types.ts';

export interface RmspropSettings {
  /** Decay rate of the running mean of the squared gradients. */
  readonly smoothing: number;
  readonly epsilon: number;
}

/**
 * RMSProp (T. Hinton's lecture 6e, 2012) in the form of PyTorch's `RMSprop`, neither centred nor with momentum:
 * v ← α v + (1 − α) g², p ← p − learningRate · g / (√v + ε) with α the smoothing. Keras adds ε under the root.
 */
export function createRmsprop(
  variables: readonly Variable[],
  { smoothing, epsilon }: RmspropSettings,
): Optimizer {
  return createElementWise(variables, 1, (updates, { learningRate }) => {
    for (const { parameter, gradient, slots } of updates) {
      const [squares] = slots as [Variable];
      squares.assign(add(mul(squares, smoothing), mul(square(gradient), 1 - smoothing)));
      parameter.assign(sub(parameter, mul(div(gradient, add(sqrt(squares), epsilon)), learningRate)));
    }
  });
}
