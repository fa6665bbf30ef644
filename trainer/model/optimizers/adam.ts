import { add, div, mul, sqrt, square, sub } from '@tensorflow/tfjs-core';
import type { Variable } from '@tensorflow/tfjs-core';
import { createElementWise } from './element-wise.ts';
import type { Optimizer } from './types.ts';

export interface AdamSettings {
  /** How much of the running mean of the gradients, and of their squares, a step keeps. */
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/**
 * Adam (D. Kingma and J. Ba, 2015) in the form of PyTorch's `Adam`: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
 * p ← p − learningRate · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) at step t. TensorFlow's own adds
 * ε before the correction, so that its early steps differ.
 */
export function createAdam(
  variables: readonly Variable[],
  { beta1, beta2, epsilon }: AdamSettings,
): Optimizer {
  return createElementWise(variables, 2, ({ parameter, gradient, slots, learningRate, step }) => {
    const [first, second] = slots as [Variable, Variable];
    first.assign(add(mul(first, beta1), mul(gradient, 1 - beta1)));
    second.assign(add(mul(second, beta2), mul(square(gradient), 1 - beta2)));
    const root = add(div(sqrt(second), Math.sqrt(1 - beta2 ** step)), epsilon);
    parameter.assign(sub(parameter, mul(div(first, root), learningRate / (1 - beta1 ** step))));
  });
}
