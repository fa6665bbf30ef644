import { dispose, tensor, variable } from '@tensorflow/tfjs-core';
import type { Rank, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Activation } from '../activations/index.ts';
import type { LayerWeights } from './layers.ts';
import { linear, linearOfData } from './linear.ts';

/** An MLP on the current backend. It holds two tensors a layer until it is disposed of. */
export interface Network {
  /** Kernel and bias of each layer, from input to output. */
  readonly variables: readonly Variable[];
  /** Inputs (rows × dimensions) to logits (rows × classes): the activation follows every layer but the last. */
  forward(inputs: Tensor2D): Tensor2D;
  /** A copy of the weights as they are now. */
  read(): Promise<LayerWeights[]>;
  dispose(): void;
}

export function createNetwork(initial: readonly LayerWeights[], activation: Activation): Network {
  const layers = initial.map(({ inputs, units, kernel, bias }) => ({
    kernel: createVariable<Rank.R2>(kernel, [inputs, units]),
    bias: createVariable<Rank.R1>(bias, [units]),
  }));
  const variables = layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  return {
    variables,
    forward: (inputs) =>
      layers.reduce(
        (value, { kernel, bias }, depth) =>
          depth === 0
            ? linearOfData(value, kernel, bias)
            : linear(activation.apply(value) as Tensor2D, kernel, bias),
        inputs,
      ),
    read: () =>
      Promise.all(
        layers.map(async ({ kernel, bias }) => ({
          inputs: kernel.shape[0],
          units: kernel.shape[1],
          kernel: ((await kernel.data()) as Float32Array).slice(),
          bias: ((await bias.data()) as Float32Array).slice(),
        })),
      ),
    dispose: () => dispose(variables),
  };
}

/** The values are copied, since a backend may keep and change the array that it is given. */
function createVariable<R extends Rank>(
  values: Float32Array,
  shape: [number] | [number, number],
): Variable<R> {
  const value = tensor(values.slice(), shape);
  const created = variable(value) as Variable<R>;
  value.dispose();
  return created;
}
