import type { Variable } from '@tensorflow/tfjs-core';
import { adamStep } from '../../kernels/index.ts';
import { createElementWise } from './element-wise.ts';
import type { Optimizer } from './types.ts';

export interface AdamSettings {
  /** Decay rates of the running means of the gradients and of their squares. */
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/**
 * Adam (D. Kingma and J. Ba, 2015) in the form of PyTorch's `Adam`: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
 * p ← p − learningRate · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) at step t. TensorFlow's adds ε
 * before the correction, so its early steps differ.
 */
export function createAdam(variables: readonly Variable[], settings: AdamSettings): Optimizer {
  return createElementWise(variables, 2, (updates, step) => {
    const all = updates.map(({ slots, ...update }) => {
      const [first, second] = slots as [Variable, Variable];
      return { first, second, ...update };
    });
    const { beta1, beta2, epsilon } = settings;
    adamStep(all, { beta1, beta2, epsilon, ...step });
  });
}
