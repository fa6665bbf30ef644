import { customGrad, relu as tfRelu } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Tensor } from '@tensorflow/tfjs-core';
import { reluGradient } from '../../kernels/index.ts';
import type { Activation } from '../types.ts';

/**
 * ReLU with explicit forward and backward passes. The forward pass clamps at zero and saves its input; the backward
 * pass passes the incoming gradient on except where the input was negative.
 *
 * At exactly 0 the gradient passes (f′(0) = 1), since the test is `input < 0`. TensorFlow.js and PyTorch use
 * f′(0) = 0. A gate, not a product with 0, so that an infinite gradient becomes 0 instead of NaN.
 */
const reluWithGradient = customGrad((input, save) => {
  const x = input as Tensor;
  (save as GradSaveFunc)([x]);
  return {
    value: tfRelu(x),
    gradFunc: (incoming: Tensor, saved: Tensor[]) => {
      const [savedInput] = saved as [Tensor];
      return reluGradient(incoming, savedInput);
    },
  };
});

export const relu: Activation = {
  name: 'relu',
  label: 'ReLU',
  formula: 'max(0, x)',
  derivativeFormula: '0 where x < 0, else 1',
  range: [0, Infinity],
  zeroCentred: false,
  maxSlope: 1,
  initialisation: { family: 'he', gain: Math.SQRT2 },
  use: 'The first choice: cheap, and gradients pass unchanged where it is active. At high rates units may die.',
  forward: (x) => (x < 0 ? 0 : x),
  derivative: (x) => (x < 0 ? 0 : 1),
  apply: (x) => reluWithGradient(x),
  mlp: { kind: 'relu' },
};
