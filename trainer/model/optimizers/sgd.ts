import { mul, sub } from '@tensorflow/tfjs-core';
import type { Variable } from '@tensorflow/tfjs-core';
import { sgdStep } from '../../kernels/index.ts';
import { createElementWise } from './element-wise.ts';
import type { Optimizer } from './types.ts';

export interface SgdSettings {
  /** In [0, 1). */
  readonly momentum: number;
  /** Whether the step looks ahead along its velocity. */
  readonly nesterov: boolean;
}

/**
 * Stochastic gradient descent with momentum in the form of PyTorch's `SGD` (no dampening):
 * v ← momentum · v + g, p ← p − learningRate · v, from v = 0; with Nesterov p ← p − learningRate · (g + momentum · v).
 * With a constant gradient the step grows to learningRate / (1 − momentum). Other frameworks fold the rate into the
 * velocity, which differs when the rate changes (https://pytorch.org/docs/stable/generated/torch.optim.SGD.html).
 *
 * `tf.train.momentum` takes the same step; it is not used because its `dispose` leaks the tensor of the learning rate.
 */
export function createSgd(variables: readonly Variable[], { momentum, nesterov }: SgdSettings): Optimizer {
  const slotCount = momentum > 0 ? 1 : 0;
  return createElementWise(variables, slotCount, (updates, { learningRate }) => {
    if (momentum > 0) {
      const all = updates.map(({ slots, ...update }) => ({ velocity: slots[0]!, ...update }));
      sgdStep(all, { learningRate, momentum, nesterov });
      return;
    }
    for (const { parameter, gradient } of updates) {
      parameter.assign(sub(parameter, mul(gradient, learningRate)));
    }
  });
}
