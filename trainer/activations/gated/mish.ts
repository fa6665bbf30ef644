import { add, mul, sigmoid, softplus, square, sub, tanh } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import { logistic, softplusOf } from '../scalars.ts';
import type { Activation } from '../types.ts';

/** D. Misra, "Mish: a self regularized non-monotonic activation function", 2019. */
export const mish: Activation = {
  name: 'mish',
  label: 'Mish',
  formula: 'x t with t = tanh(log(1 + exp(x)))',
  derivativeFormula: 't + x (1 - t^2) / (1 + exp(-x))',
  range: [-0.3088434704917841, Infinity],
  zeroCentred: false,
  maxSlope: 1.0885,
  initialisation: { family: 'he', gain: Math.SQRT2 },
  use: 'Like SiLU, slightly smoother and more expensive; common in object detectors.',
  forward: (x) => x * Math.tanh(softplusOf(x)),
  derivative: (x) => {
    const t = Math.tanh(softplusOf(x));
    return t + x * logistic(x) * (1 - t * t);
  },
  apply: elementwise(
    (x) => mul(x, tanh(softplus(x))),
    'input',
    (incoming, x) => {
      const t = tanh(softplus(x));
      return mul(incoming, add(t, mul(mul(x, sigmoid(x)), sub(1, square(t)))));
    },
  ),
};
