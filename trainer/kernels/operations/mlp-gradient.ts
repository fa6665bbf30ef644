import type { Scalar, Tensor, Tensor1D, Tensor2D, TensorInfo } from '@tensorflow/tfjs-core';
import type { DataRows } from './affine-of-bytes.ts';
import type { WasmBackend } from '../instance.ts';
import type { KernelExports } from '../exports.ts';
import { directActivation } from './mlp-activations.ts';
import type { DirectActivation, MlpActivation } from './mlp-activations.ts';
import { runOwn } from '../own-op.ts';
import { addressesOf } from '../wasm-kernel.ts';
import type { KernelCreator } from '../wasm-kernel.ts';

const MLP_GRADIENT = 'HeddleMlpGradient';

export interface MlpLayer {
  /** inputs × units */
  readonly kernel: Tensor2D;
  readonly bias: Tensor1D;
}

/**
 * The mean cross-entropy of a multi-layer perceptron, and its gradients: the forward and backward passes of all layers in
 * a single launch, with the same results as `affine`, the activations and `crossEntropyWithGradient` one by one.
 *
 * @param targets rows × classes
 * @param activations one per layer except the last
 * @returns null if the backend lacks the kernel
 */
export function mlpGradient(
  input: DataRows,
  targets: Tensor2D,
  layers: readonly MlpLayer[],
  activations: readonly MlpActivation[],
): { readonly loss: Scalar; readonly gradients: readonly Record<'kernel' | 'bias', Tensor>[] } | null {
  const named = layers.flatMap(({ kernel, bias }, i) => [
    [`kernel${String(i)}`, kernel],
    [`bias${String(i)}`, bias],
  ]) as [string, Tensor][];
  const rows: Record<string, Tensor> = 'table' in input ? { ...input } : { input };
  const results = runOwn(
    MLP_GRADIENT,
    { ...rows, targets, ...Object.fromEntries(named) },
    { activations: [...activations] },
  );
  if (!results) return null;
  const [loss, ...gradients] = results;
  return {
    loss: loss as Scalar,
    gradients: layers.map((_, i) => ({ kernel: gradients[2 * i]!, bias: gradients[2 * i + 1]! })),
  };
}

type Inputs = Readonly<Record<string, TensorInfo>>;

/** One layer, as addresses. */
interface Layer {
  readonly inputs: number;
  readonly units: number;
  readonly kernel: number;
  readonly bias: number;
  readonly ofKernel: number;
  readonly ofBias: number;
  readonly activation: DirectActivation | null;
  /** Pre-activations and outputs, rows × units; the same address without an activation. */
  readonly z: number;
  readonly output: number;
}

const createMlpGradient: KernelCreator =
  ({ run, scratch }) =>
  ({ inputs, backend, attrs }) => {
    const activations = attrs['activations'] as readonly MlpActivation[];
    const [rows, classes] = inputs['targets']!.shape as [number, number];
    const results = [backend.makeOutput([], 'float32')];
    const kernels = Array.from({ length: activations.length + 1 }, (_, i) => inputs[`kernel${String(i)}`]!);
    for (const { shape } of kernels) {
      results.push(backend.makeOutput(shape, 'float32'), backend.makeOutput([shape[1]!], 'float32'));
    }
    const memory = reserve(backend, rows, kernels);
    const layers = kernels.map(({ shape }, i): Layer => {
      const [kernel, bias, ofKernel, ofBias] = addressesOf(backend, [
        ...[kernels[i]!, inputs[`bias${String(i)}`]!],
        ...[results[2 * i + 1]!, results[2 * i + 2]!],
      ]) as [number, number, number, number];
      const activation = activations[i] ? directActivation(activations[i]) : null;
      const [inputCount, units] = shape as [number, number];
      const [z, output] = [memory.z[i]!, memory.outputs[i]!];
      return { inputs: inputCount, units, kernel, bias, ofKernel, ofBias, activation, z, output };
    });

    const data = firstLayer(run, scratch, backend, inputs, rows);
    for (const [i, layer] of layers.entries()) {
      const { kernel, bias, units, activation, z, output } = layer;
      if (i === 0) data.forward(layer);
      else run.affine(layers[i - 1]!.output, kernel, bias, z, rows, layer.inputs, units, scratch);
      activation?.forward(run, z, output, rows * units);
    }

    let [incoming, spare] = memory.gradients;
    const [atTargets, atLoss] = addressesOf(backend, [inputs['targets']!, results[0]!]) as [number, number];
    run.crossEntropy(atTargets, layers.at(-1)!.output, atLoss, incoming, rows, classes);
    for (let i = layers.length - 1; i >= 0; i--) {
      const { inputs: width, units, kernel, ofKernel, ofBias, activation, z, output } = layers[i]!;
      if (activation) {
        const saved = activation.saves === 'input' ? z : output;
        activation.backward(run, incoming, saved, incoming, rows * units);
      }
      if (i === 0) {
        data.backward(layers[0]!, incoming);
        break;
      }
      run.matmul(layers[i - 1]!.output, incoming, ofKernel, width, units, rows, true, false, scratch);
      run.sumOfRows(incoming, rows, units, ofBias);
      run.matmul(incoming, kernel, spare, rows, width, units, false, true, scratch);
      [incoming, spare] = [spare, incoming];
    }
    backend.wasm._free(memory.start);
    return results;
  };

/** Forward and backward pass of the first layer, whose input is numbers or bytes. */
function firstLayer(
  run: KernelExports,
  scratch: number,
  backend: WasmBackend,
  { input, bytes, table }: Inputs,
  rows: number,
) {
  const [atInput] = input ? addressesOf(backend, [input]) : [0];
  const [atBytes, atTable] = bytes ? addressesOf(backend, [bytes, table!]) : [0, 0];
  return {
    forward({ kernel, bias, z, inputs, units }: Layer) {
      if (input) run.affine(atInput!, kernel, bias, z, rows, inputs, units, scratch);
      else run.affineOfBytes(atBytes!, atTable!, kernel, bias, z, rows, inputs, units, scratch);
    },
    backward({ ofKernel, ofBias, inputs, units }: Layer, incoming: number) {
      if (input) {
        run.matmul(atInput!, incoming, ofKernel, inputs, units, rows, true, false, scratch);
        run.sumOfRows(incoming, rows, units, ofBias);
      } else {
        run.affineOfBytesGradient(
          incoming,
          atBytes!,
          atTable!,
          ofKernel,
          ofBias,
          rows,
          inputs,
          units,
          scratch,
        );
      }
    },
  };
}

/** Allocates pre-activations and outputs of all layers and two alternating gradients. Free it by its `start`. */
function reserve(backend: WasmBackend, rows: number, kernels: readonly TensorInfo[]) {
  const sizes = kernels.map(({ shape }) => 4 * rows * shape[1]!);
  const widest = Math.max(...sizes);
  const total = 2 * sizes.reduce((sum, size) => sum + size, 0) + 2 * widest;
  const start = backend.wasm._malloc(total) >>> 0;
  let end = start;
  const take = (size: number) => (end += size) - size;
  const z = sizes.map(take);
  // The last layer has no activation, so its pre-activations are its outputs.
  const outputs = [...sizes.slice(0, -1).map(take), z.at(-1)!];
  return { start, z, outputs, gradients: [take(widest), take(widest)] as [number, number] };
}

export const mlpGradientKernels = { [MLP_GRADIENT]: createMlpGradient };
