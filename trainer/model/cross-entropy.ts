import { customGrad, mul } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { crossEntropyWithGradient } from '../kernels/index.ts';

/**
 * Mean cross-entropy of the rows, from logits, like PyTorch's `nn.CrossEntropyLoss`: −Σ oneHot · log softmax(logits) / n.
 * Its gradient with respect to the logits is (softmax(logits) − oneHot) / n.
 *
 * @param oneHot rows × classes, constant
 * @param logits rows × classes
 */
export function crossEntropy(oneHot: Tensor2D, logits: Tensor2D): Scalar {
  const loss = customGrad((logitsIn, save) => {
    const { loss: value, gradient } = crossEntropyWithGradient(oneHot, logitsIn as Tensor2D);
    (save as GradSaveFunc)([gradient]);
    return { value, gradFunc: (incoming: Tensor, saved: Tensor[]) => mul(saved[0]!, incoming) };
  });
  return loss(logits) as Scalar;
}
