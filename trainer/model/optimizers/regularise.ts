import { add, mul, sign, sub, tidy } from '@tensorflow/tfjs-core';
import type { NamedTensorMap, Tensor, Variable } from '@tensorflow/tfjs-core';
import type { Optimizer } from './types.ts';

export interface Penalties {
  /** L2: λ in PyTorch's `weight_decay`, on every variable. */
  readonly weightDecay: number;
  /** Whether the decay is a separate step, p ← p − learningRate · λ · p, as in AdamW, instead of part of the gradient. */
  readonly decoupled: boolean;
  /** L1: the factor of Σ|w| over the kernels, whose gradient is its sign. */
  readonly l1: number;
}

/**
 * Adds weight decay and L1 to an optimiser. Decay is PyTorch's: g ← g + λ p, or decoupled (I. Loshchilov and F. Hutter,
 * "Decoupled weight decay regularization", 2019). The losses in the records do not include the penalties.
 */
export function withPenalties(
  optimizer: Optimizer,
  variables: readonly Variable[],
  kernels: readonly Variable[],
  { weightDecay, decoupled, l1 }: Penalties,
): Optimizer {
  if (weightDecay === 0 && l1 === 0) return optimizer;
  const penalised = (variable: Variable, gradient: Tensor) => {
    const decayed =
      weightDecay > 0 && !decoupled ? add(gradient, mul(variable as Tensor, weightDecay)) : gradient;
    return l1 > 0 && kernels.includes(variable) ? add(decayed, mul(sign(variable as Tensor), l1)) : decayed;
  };
  return {
    ...optimizer,
    step(gradients, learningRate) {
      tidy(() => {
        const all: NamedTensorMap = Object.fromEntries(
          variables.map((each) => [each.name, penalised(each, gradients[each.name]!)]),
        );
        if (weightDecay > 0 && decoupled) {
          for (const each of variables)
            each.assign(sub(each, mul(each as Tensor, learningRate * weightDecay)));
        }
        optimizer.step(all, learningRate);
      });
    },
  };
}
