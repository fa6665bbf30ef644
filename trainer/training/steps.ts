import { dispose, stack, tidy } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Network, TrainingPass } from '../model/network.ts';
import type { Optimizer } from '../model/optimizers/index.ts';
import type { Batch } from './batches.ts';
import { lossGradients } from './gradients.ts';
import type { Objective } from './objective.ts';

/** The mutable state of a training run. */
export interface TrainingState {
  readonly network: Network;
  readonly optimizer: Optimizer;
  readonly objective: Objective;
}

/**
 * Takes an optimiser step on a batch.
 *
 * @returns mean loss of the batch before the step
 */
export function trainStep(
  { network, optimizer, objective }: TrainingState,
  batch: Batch,
  learningRate: number,
  pass: TrainingPass,
): Scalar {
  return tidy(() => {
    const { value, grads } = lossGradients(network, objective, batch, pass);
    optimizer.step(grads, learningRate);
    return value;
  });
}

/** @returns mean loss of the batch, and its number of correctly classified rows */
export function validationStep(network: Network, objective: Objective, { inputs, targets }: Batch): Tensor {
  return tidy(() => {
    const outputs = network.forward(inputs);
    return stack([objective.loss(targets, outputs), objective.countCorrect(targets, outputs)]);
  });
}

/** Reads tensors of the same shape at once, since each read waits for the backend, and disposes of them. */
export async function readAndDispose(tensors: readonly Tensor[]): Promise<Float32Array> {
  const all = stack([...tensors]);
  dispose([...tensors]);
  const values = await all.data();
  all.dispose();
  return values as Float32Array;
}
