import { add, customGrad, matMul, sum } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/**
 * A linear layer, `input · kernel + bias`: rows × inputs to rows × units. Its gradient is written out:
 * ∂input = incoming · kernelᵀ, ∂kernel = inputᵀ · incoming, ∂bias = the incoming gradient summed over the rows.
 */
export function linear(input: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  return affine(input, kernel, bias) as Tensor2D;
}

/** As `linear`, for a first layer: its input is data, and the gradient of it, a third of the work, is left out. */
export function linearOfData(input: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  const affineOfData = customGrad((...args) => {
    const [kernelIn, biasIn] = args as unknown as [Tensor2D, Tensor1D];
    return {
      value: add(matMul(input, kernelIn), biasIn),
      gradFunc: (incoming: Tensor) => [matMul(input, incoming as Tensor2D, true), sum(incoming, 0)],
    };
  });
  return affineOfData(kernel, bias) as Tensor2D;
}

const affine = customGrad((...args) => {
  const [input, kernel, bias, save] = args as unknown as [Tensor2D, Tensor2D, Tensor1D, GradSaveFunc];
  save([input, kernel]);
  return {
    value: add(matMul(input, kernel), bias),
    gradFunc: (incoming: Tensor, saved: Tensor[]) => {
      const [savedInput, savedKernel] = saved as [Tensor2D, Tensor2D];
      return [
        matMul(incoming as Tensor2D, savedKernel, false, true),
        matMul(savedInput, incoming as Tensor2D, true),
        sum(incoming, 0),
      ];
    },
  };
});
