import { add, customGrad, getBackend, matMul, transpose } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/**
 * A linear layer, `input · kernel + bias`: rows × inputs to rows × units. The gradient of its product is written out:
 * ∂kernel = inputᵀ · incoming and ∂input = incoming · kernelᵀ.
 */
export function linear(input: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  return add(product(input, kernel), bias);
}

/** As `linear`, for a first layer: its input is data, and the gradient of it, a third of the work, is left out. */
export function linearOfData(input: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  const productOfData = customGrad((kernelIn) => ({
    value: matMul(input, kernelIn as Tensor2D),
    gradFunc: (incoming: Tensor) => multiplyTransposedLeft(input, incoming as Tensor2D),
  }));
  return add(productOfData(kernel), bias);
}

const product = customGrad((...args) => {
  const [input, kernel, save] = args as unknown as [Tensor2D, Tensor2D, GradSaveFunc];
  save([input, kernel]);
  return {
    value: matMul(input, kernel),
    gradFunc: (incoming: Tensor, saved: Tensor[]) => {
      const [savedInput, savedKernel] = saved as [Tensor2D, Tensor2D];
      return [
        multiplyTransposedRight(incoming as Tensor2D, savedKernel),
        multiplyTransposedLeft(savedInput, incoming as Tensor2D),
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
