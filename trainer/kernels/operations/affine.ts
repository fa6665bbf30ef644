import { add, matMul, sum } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, TensorInfo } from '@tensorflow/tfjs-core';
import { runOwn } from '../own-op.ts';
import { addressesOf } from '../wasm-kernel.ts';
import type { KernelCreator } from '../wasm-kernel.ts';

const AFFINE = 'HeddleAffine';
const AFFINE_GRADIENT = 'HeddleAffineGradient';

/** input · kernel + bias: rows × inputs to rows × units, float32. Not registered for differentiation; see `affineGradient`. */
export function affine(input: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  const [own] = runOwn(AFFINE, { input, kernel, bias }) ?? [];
  return (own ?? add(matMul(input, kernel), bias)) as Tensor2D;
}

/**
 * The gradients of `affine`: ∂kernel = inputᵀ · incoming, ∂bias = the incoming gradient summed over the rows,
 * ∂input = incoming · kernelᵀ.
 *
 * @param kernel if omitted, the gradient of the input is neither computed nor returned
 * @returns the gradients of kernel, bias and, if computed, input
 */
export function affineGradient(incoming: Tensor2D, input: Tensor2D, kernel?: Tensor2D): Tensor[] {
  return (
    runOwn(AFFINE_GRADIENT, { incoming, input, ...(kernel && { kernel }) }) ?? [
      matMul(input, incoming, true),
      sum(incoming, 0),
      ...(kernel ? [matMul(incoming, kernel, false, true)] : []),
    ]
  );
}

const createAffine: KernelCreator =
  ({ run, scratch }) =>
  ({ inputs, backend }) => {
    const { input, kernel, bias } = inputs as Record<'input' | 'kernel' | 'bias', TensorInfo>;
    const [rows, width] = input.shape as [number, number];
    const units = kernel.shape[1]!;
    const out = backend.makeOutput([rows, units], 'float32');
    const [atInput, atKernel, atBias, atOut] = addressesOf(backend, [input, kernel, bias, out]);
    run.affine(atInput!, atKernel!, atBias!, atOut!, rows, width, units, scratch);
    return [out];
  };

const createAffineGradient: KernelCreator =
  ({ run, scratch }) =>
  ({ inputs, backend }) => {
    const { incoming, input, kernel } = inputs as Record<'incoming' | 'input', TensorInfo> & {
      kernel?: TensorInfo;
    };
    const [rows, width] = input.shape as [number, number];
    const units = incoming.shape[1]!;
    const ofKernel = backend.makeOutput([width, units], 'float32');
    const ofBias = backend.makeOutput([units], 'float32');
    const [atIncoming, atInput, toKernel, toBias] = addressesOf(backend, [incoming, input, ofKernel, ofBias]);
    run.matmul(atInput!, atIncoming!, toKernel!, width, units, rows, true, false, scratch);
    run.sumOfRows(atIncoming!, rows, units, toBias!);
    if (!kernel) return [ofKernel, ofBias];

    const ofInput = backend.makeOutput([rows, width], 'float32');
    const [atKernel, toInput] = addressesOf(backend, [kernel, ofInput]);
    run.matmul(atIncoming!, atKernel!, toInput!, rows, width, units, false, true, scratch);
    return [ofKernel, ofBias, ofInput];
  };

export const affineKernels = { [AFFINE]: createAffine, [AFFINE_GRADIENT]: createAffineGradient };
