import { div, exp, logSoftmax, mul, neg, sub, sum } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D, TensorInfo } from '@tensorflow/tfjs-core';
import { runOwn } from '../own-op.ts';
import { addressesOf } from '../wasm-kernel.ts';
import type { KernelCreator } from '../wasm-kernel.ts';

const CROSS_ENTROPY = 'HeddleCrossEntropy';

/**
 * −Σ targets · log softmax(logits) / rows, and its gradient with respect to the logits,
 * (softmax(logits) − targets) / rows, for targets that sum to 1 in each row.
 */
export function crossEntropyWithGradient(
  targets: Tensor2D,
  logits: Tensor2D,
): { loss: Scalar; gradient: Tensor2D } {
  const own = runOwn(CROSS_ENTROPY, { targets, logits });
  if (own) return { loss: own[0] as Scalar, gradient: own[1] as Tensor2D };
  const rows = logits.shape[0];
  const logProbabilities = logSoftmax(logits);
  return {
    loss: div(neg(sum(mul(targets, logProbabilities))), rows),
    gradient: div(sub(exp(logProbabilities), targets), rows),
  };
}

const createCrossEntropy: KernelCreator =
  ({ run }) =>
  ({ inputs, backend }) => {
    const { targets, logits } = inputs as { targets: TensorInfo; logits: TensorInfo };
    const [rows, classes] = logits.shape as [number, number];
    const loss = backend.makeOutput([], 'float32');
    const gradient = backend.makeOutput([rows, classes], 'float32');
    const addresses = addressesOf(backend, [targets, logits, loss, gradient]) as [
      number,
      number,
      number,
      number,
    ];
    run.crossEntropy(...addresses, rows, classes);
    return [loss, gradient];
  };

export const crossEntropyKernels = { [CROSS_ENTROPY]: createCrossEntropy };
