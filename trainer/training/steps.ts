import { dispose, stack, tidy } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Network, TrainingPass } from '../model/network.ts';
import type { Optimizer } from '../model/optimizers/index.ts';
import type { Batch } from './batches.ts';
import { lossGradients } from './gradients.ts';
import type { Objective } from './objective.ts';

/** What takes part in every step of a run. */
export interface Trainee {
  readonly network: Network;
  readonly optimizer: Optimizer;
  readonly objective: Objective;
}

/**
 * One optimiser step on a batch.
 *
 * @returns mean loss of the batch before the step
 */
export function trainStep(
  { network, optimizer, objective }: Trainee,
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

/** @returns mean loss of the batch, and how many of its rows are classified rightly */
export function validationStep(network: Network, objective: Objective, { inputs, targets }: Batch): Tensor {
  return tidy(() => {
    const outputs = network.forward(inputs);
    return stack([objective.loss(targets, outputs), objective.countRight(targets, outputs)]);
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
