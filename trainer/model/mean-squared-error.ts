import { customGrad, mean, mul, square, sub } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';

/**
 * Mean squared error of the rows, like PyTorch's `nn.MSELoss`; its gradient is 2 (output − target) / n.
 *
 * @param targets rows × 1, constant
 * @param outputs rows × 1
 */
export function meanSquaredError(targets: Tensor2D, outputs: Tensor2D): Scalar {
  const loss = customGrad((...args) => {
    const [outputsIn, save] = args as unknown as [Tensor, GradSaveFunc];
    const error = sub(outputsIn, targets);
    save([error]);
    return {
      value: mean(square(error)),
      gradFunc: (incoming: Tensor, saved: Tensor[]) => mul(saved[0]!, mul(incoming, 2 / outputsIn.size)),
    };
  });
  return loss(outputs) as Scalar;
}
