import { customGrad, mul, tensor } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random } from '../random.ts';

/**
 * Inverted dropout: each value is set to 0 with probability `rate`, and the others are divided by 1 − rate, so that the
 * expected value is unchanged (N. Srivastava et al., 2014; PyTorch's `nn.Dropout`). The mask is drawn here, so that a
 * seed gives the same result on every backend.
 */
export function dropout(input: Tensor2D, rate: number, random: Random): Tensor2D {
  const kept = Float32Array.from({ length: input.size }, () => (random() < rate ? 0 : 1 / (1 - rate)));
  const masked = customGrad((...args) => {
    const [x, save] = args as unknown as [Tensor, GradSaveFunc];
    const mask = tensor(kept, x.shape);
    save([mask]);
    return {
      value: mul(x, mask),
      gradFunc: (incoming: Tensor, saved: Tensor[]) => mul(incoming, saved[0]!),
    };
  });
  return masked(input) as Tensor2D;
}
