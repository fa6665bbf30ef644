import { dispose } from '@tensorflow/tfjs-core';
import type { Rank, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Activation } from '../activations/index.ts';
import type { DataRows, MlpActivation } from '../kernels/index.ts';
import type { Random } from '../random.ts';
import { createBatchNorm } from './batch-norm.ts';
import type { BatchNorm } from './batch-norm.ts';
import { dropout } from './dropout.ts';
import type { LayerWeights } from './layers.ts';
import { linear, linearOfData } from './linear.ts';
import { createVariable } from './variables.ts';

/** Options of a forward pass in training. */
export interface TrainingPass {
  /** Fraction of the hidden outputs that are set to 0. */
  readonly dropout: number;
  /** Draws the mask. */
  readonly random: Random;
}

/** An MLP on the current backend. Call `dispose` to free its variables. */
export interface Network {
  /** The trained variables: kernel, bias, then scale and shift, then slope of each layer, from input to output. */
  readonly variables: readonly Variable[];
  /** The network, if it has only linear layers and activations that the kernel for whole networks supports; else null. */
  readonly plain: PlainNetwork | null;
  /** The kernels among them. */
  readonly kernels: readonly Variable<Rank.R2>[];
  /** One per layer; null if its activation learns none. */
  readonly slopes: readonly (Variable | null)[];
  /**
   * Maps inputs (rows × dimensions) to outputs (rows × classes, as logits; rows × 1 for a regression). Each layer is
   * linear, batch normalisation if there is one, activation, dropout; the last layer is linear only.
   *
   * @param training if omitted, batch normalisation uses its running estimates and there is no dropout
   * @param onPreActivation receives the input of each activation, rows × units, from the first hidden layer on
   */
  forward(inputs: DataRows, training?: TrainingPass, onPreActivation?: (z: Tensor2D) => void): Tensor2D;
  /** Copies the current weights. */
  read(): Promise<LayerWeights[]>;
  dispose(): void;
}

export interface PlainNetwork {
  readonly layers: readonly { readonly kernel: Variable<Rank.R2>; readonly bias: Variable<Rank.R1> }[];
  /** One per layer except the last. */
  readonly activations: readonly MlpActivation[];
}

interface Layer {
  readonly kernel: Variable<Rank.R2>;
  readonly bias: Variable<Rank.R1>;
  readonly norm: BatchNorm | null;
  readonly slope: Variable | null;
}

/** @param activations one per layer except the last */
export function createNetwork(initial: readonly LayerWeights[], activations: readonly Activation[]): Network {
  const layers = initial.map(createLayer);
  const variables = layers.flatMap(({ kernel, bias, norm, slope }) => [
    kernel,
    bias,
    ...(norm?.trained ?? []),
    ...(slope ? [slope] : []),
  ]);
  return {
    variables,
    plain: plainNetwork(layers, activations),
    kernels: layers.map(({ kernel }) => kernel),
    slopes: layers.map(({ slope }) => slope),
    forward: (inputs, training, onPreActivation) =>
      layers.reduce<Tensor2D | null>((value, { kernel, bias, norm, slope }, depth) => {
        const sums = value ? linear(value, kernel, bias) : linearOfData(inputs, kernel, bias);
        const activation = activations[depth];
        if (!activation) return sums;
        const z = norm ? (training ? norm.train(sums) : norm.evaluate(sums)) : sums;
        onPreActivation?.(z);
        const output = activation.apply(z, slope ?? undefined) as Tensor2D;
        return training && training.dropout > 0 ? dropout(output, training.dropout, training.random) : output;
      }, null)!,
    read: () => Promise.all(layers.map(readLayer)),
    dispose: () => dispose([...variables, ...layers.flatMap(({ norm }) => norm?.running ?? [])]),
  };
}

function plainNetwork(layers: readonly Layer[], activations: readonly Activation[]): PlainNetwork | null {
  const supported = activations.flatMap(({ mlp }) => mlp ?? []);
  const isPlain =
    supported.length === activations.length && layers.every(({ norm, slope }) => !norm && !slope);
  return isPlain ? { layers, activations: supported } : null;
}

function createLayer({ inputs, units, kernel, bias, norm, slope }: LayerWeights): Layer {
  return {
    kernel: createVariable<Rank.R2>(kernel, [inputs, units]),
    bias: createVariable<Rank.R1>(bias, [units]),
    norm: norm ? createBatchNorm(norm) : null,
    slope: slope ? createVariable(slope, [1]) : null,
  };
}

async function readLayer({ kernel, bias, norm, slope }: Layer): Promise<LayerWeights> {
  const read = async (tensor: Tensor) => ((await tensor.data()) as Float32Array).slice();
  return {
    inputs: kernel.shape[0],
    units: kernel.shape[1],
    kernel: await read(kernel),
    bias: await read(bias),
    ...(norm ? { norm: await norm.read() } : {}),
    ...(slope ? { slope: await read(slope) } : {}),
  };
}
