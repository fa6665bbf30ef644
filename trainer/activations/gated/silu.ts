import { add, mul, sigmoid, sub } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import { logistic } from '../scalars.ts';
import type { Activation } from '../types.ts';

/** Also called swish: P. Ramachandran et al., "Searching for activation functions", 2017. */
export const silu: Activation = {
  name: 'silu',
  label: 'SiLU (swish)',
  formula: 'x s with s = 1 / (1 + exp(-x))',
  derivativeFormula: 's (1 + x (1 - s))',
  range: [-0.27846454276107374, Infinity],
  zeroCentred: false,
  maxSlope: 1.0999,
  initialisation: { family: 'he', gain: Math.SQRT2 },
  use: 'In deep networks in place of ReLU: smooth, never dead, and with a gradient for small negative values.',
  forward: (x) => x * logistic(x),
  derivative: (x) => logistic(x) * (1 + x * logistic(-x)),
  apply: elementwise(
    (x) => mul(x, sigmoid(x)),
    'input',
    (incoming, x) => {
      const s = sigmoid(x);
      return mul(incoming, mul(s, add(mul(x, sub(1, s)), 1)));
    },
  ),
};
