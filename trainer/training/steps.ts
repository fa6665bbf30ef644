import { argMax, cast, dispose, equal, stack, sum, tidy, variableGrads } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { crossEntropy } from '../model/cross-entropy.ts';
import type { Network } from '../model/network.ts';
import type { Optimizer } from '../model/sgd.ts';
import type { Batch } from './batches.ts';

/**
 * One optimiser step on a batch.
 *
 * @returns mean cross-entropy of the batch before the step
 */
export function trainStep(network: Network, optimizer: Optimizer, { inputs, oneHot }: Batch): Scalar {
  return tidy(() => {
    const { value, grads } = variableGrads(
      () => crossEntropy(oneHot, network.forward(inputs)),
      [...network.variables],
    );
    optimizer.step(grads);
    return value;
  });
}

/** @returns mean cross-entropy of the batch, and how many of its rows are classified rightly */
export function validationStep(network: Network, { inputs, oneHot }: Batch): Tensor {
  return tidy(() => {
    const logits = network.forward(inputs);
    const right = sum(equal(argMax(logits, 1), argMax(oneHot, 1)));
    return stack([crossEntropy(oneHot, logits), cast(right, 'float32')]);
  });
}

/** Reads tensors of one shape in one go, since each reading waits for the backend, and disposes of them. */
export async function readAndDispose(tensors: readonly Tensor[]): Promise<Float32Array> {
  const all = stack([...tensors]);
  dispose([...tensors]);
  const values = await all.data();
  all.dispose();
  return values as Float32Array;
}
