import { add, customGrad, getBackend, matMul, sum, transpose } from '@tensorflow/tfjs-core';
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
      gradFunc: (incoming: Tensor) => [multiplyTransposedLeft(input, incoming as Tensor2D), sum(incoming, 0)],
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
        multiplyTransposedRight(incoming as Tensor2D, savedKernel),
        multiplyTransposedLeft(savedInput, incoming as Tensor2D),
        sum(incoming, 0),
      ];
    },
  };
});

/*
 * The WebAssembly backend multiplies quickly (XNNPACK) only where neither factor is to be transposed, and by a plain
 * loop, some 15 times slower, otherwise, which is where TensorFlow.js's own gradient of `matMul` ends up. So there the
 * factor is transposed first, at little cost. The other backends transpose as they read.
 */

/** aᵀ · b */
function multiplyTransposedLeft(a: Tensor2D, b: Tensor2D): Tensor2D {
  return getBackend() === 'wasm' ? matMul(transpose(a), b) : matMul(a, b, true, false);
}

/** a · bᵀ */
function multiplyTransposedRight(a: Tensor2D, b: Tensor2D): Tensor2D {
  return getBackend() === 'wasm' ? matMul(a, transpose(b)) : matMul(a, b, false, true);
}
