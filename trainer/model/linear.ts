import { customGrad } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { affine, affineGradient, affineOfData, affineOfDataGradient } from '../kernels/index.ts';
import type { DataRows } from '../kernels/index.ts';

/**
 * A linear layer, `input · kernel + bias`: rows × inputs to rows × units. Its gradient is explicit:
 * ∂input = incoming · kernelᵀ, ∂kernel = inputᵀ · incoming, ∂bias = the incoming gradient summed over the rows.
 */
export function linear(input: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  return withGradient(input, kernel, bias) as Tensor2D;
}

/** Like `linear`, for a first layer: skips the gradient of its input, a third of the work. */
export function linearOfData(input: DataRows, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  const ofData = customGrad((...args) => {
    const [kernelIn, biasIn] = args as unknown as [Tensor2D, Tensor1D];
    return {
      value: affineOfData(input, kernelIn, biasIn),
      gradFunc: (incoming: Tensor) => affineOfDataGradient(incoming as Tensor2D, input),
    };
  });
  return ofData(kernel, bias) as Tensor2D;
}

const withGradient = customGrad((...args) => {
  const [input, kernel, bias, save] = args as unknown as [Tensor2D, Tensor2D, Tensor1D, GradSaveFunc];
  save([input, kernel]);
  return {
    value: affine(input, kernel, bias),
    gradFunc: (incoming: Tensor, saved: Tensor[]) => {
      const [savedInput, savedKernel] = saved as [Tensor2D, Tensor2D];
      const [ofKernel, ofBias, ofInput] = affineGradient(incoming as Tensor2D, savedInput, savedKernel);
      return [ofInput!, ofKernel!, ofBias!];
    },
  };
});
