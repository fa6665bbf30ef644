import { variableGrads } from '@tensorflow/tfjs-core';
import type { NamedTensorMap, Scalar } from '@tensorflow/tfjs-core';
import { mlpGradient } from '../kernels/index.ts';
import type { Network, TrainingPass } from '../model/network.ts';
import type { Batch } from './batches.ts';
import type { Objective } from './objective.ts';

/** A mean loss, and its gradient for each variable, by name. */
export interface LossGradients {
  readonly value: Scalar;
  readonly grads: NamedTensorMap;
}

/**
 * The mean loss of a batch and its gradient for every variable of the network: in a single launch if the backend has a
 * kernel for such a network and loss, else through TensorFlow.js's tape. Both give the same numbers.
 */
export function lossGradients(
  network: Network,
  objective: Objective,
  batch: Batch,
  pass: TrainingPass,
): LossGradients {
  return gradientsAtOnce(network, objective, batch, pass) ?? gradientsByTape(network, objective, batch, pass);
}

/** @returns null if there is no such kernel */
function gradientsAtOnce(
  { plain }: Network,
  objective: Objective,
  { inputs, targets }: Batch,
  pass: TrainingPass,
): LossGradients | null {
  if (!plain || pass.dropout > 0 || !objective.isClassification) return null;
  const found = mlpGradient(inputs, targets, plain.layers, plain.activations);
  if (!found) return null;
  const named = plain.layers.flatMap(({ kernel, bias }, i) => [
    [kernel.name, found.gradients[i]!.kernel] as const,
    [bias.name, found.gradients[i]!.bias] as const,
  ]);
  return { value: found.loss, grads: Object.fromEntries(named) };
}

export function gradientsByTape(
  network: Network,
  objective: Objective,
  { inputs, targets }: Batch,
  pass: TrainingPass,
): LossGradients {
  return variableGrads(() => objective.loss(targets, network.forward(inputs, pass)), [...network.variables]);
}
