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

/** What training alone does on the way through a network. */
export interface TrainingPass {
  /** Share of the hidden outputs that are set to 0. */
  readonly dropout: number;
  /** Draws which ones. */
  readonly random: Random;
}

/** An MLP on the current backend. It holds its variables until it is disposed of. */
export interface Network {
  /** What training changes: kernel, bias, then scale and shift, then slope of each layer, from input to output. */
  readonly variables: readonly Variable[];
  /** The whole, where it is nothing but linear layers and activations that the kernel for such networks knows; else null. */
  readonly plain: PlainNetwork | null;
  /** The kernels among them. */
  readonly kernels: readonly Variable<Rank.R2>[];
  /** Of each layer, null where its activation learns none. */
  readonly slopes: readonly (Variable | null)[];
  /**
   * Inputs (rows × dimensions) to outputs (rows × classes, as logits; rows × 1 for a regression): linear, batch
   * normalisation where there is one, activation, dropout; the last layer is linear alone.
   *
   * @param training left out, batch normalisation goes by its running estimates and nothing is dropped
   * @param onPreActivation is given what enters each activation, rows × units, from the first hidden layer on
   */
  forward(inputs: DataRows, training?: TrainingPass, onPreActivation?: (z: Tensor2D) => void): Tensor2D;
  /** A copy of the weights as they are now. */
  read(): Promise<LayerWeights[]>;
  dispose(): void;
}

export interface PlainNetwork {
  readonly layers: readonly { readonly kernel: Variable<Rank.R2>; readonly bias: Variable<Rank.R1> }[];
  /** Of each layer but the last. */
  readonly activations: readonly MlpActivation[];
}

interface Layer {
  readonly kernel: Variable<Rank.R2>;
  readonly bias: Variable<Rank.R1>;
  readonly norm: BatchNorm | null;
  readonly slope: Variable | null;
}

/** @param activations one for each layer but the last */
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
  const known = activations.flatMap(({ mlp }) => mlp ?? []);
  const isPlain = known.length === activations.length && layers.every(({ norm, slope }) => !norm && !slope);
  return isPlain ? { layers, activations: known } : null;
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
