import { customGrad, div, exp, logSoftmax, mul, neg, sub, sum } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';

/**
 * Mean cross-entropy of the rows, from logits, as PyTorch's `nn.CrossEntropyLoss`: −Σ oneHot · log softmax(logits) / n.
 * Its gradient with respect to the logits is (softmax(logits) − oneHot) / n.
 *
 * @param oneHot rows × classes, constant
 * @param logits rows × classes
 */
export function crossEntropy(oneHot: Tensor2D, logits: Tensor2D): Scalar {
  const rows = logits.shape[0];
  const loss = customGrad((logitsIn, save) => {
    const logProbabilities = logSoftmax(logitsIn as Tensor2D);
    (save as GradSaveFunc)([logProbabilities]);
    return {
      value: div(neg(sum(mul(oneHot, logProbabilities))), rows),
      gradFunc: (incoming: Tensor, saved: Tensor[]) => mul(sub(exp(saved[0]!), oneHot), div(incoming, rows)),
    };
  });
  return loss(logits) as Scalar;
}
