import { mul, sigmoid as tfSigmoid, sub } from '@tensorflow/tfjs-core';
import { elementwise } from './elementwise.ts';
import { logistic } from './scalars.ts';
import type { Activation } from './types.ts';

export const sigmoid: Activation = {
  name: 'sigmoid',
  label: 'Sigmoid',
  formula: '1 / (1 + exp(-x))',
  derivativeFormula: 'f(x) (1 - f(x))',
  range: [0, 1],
  zeroCentred: false,
  maxSlope: 0.25,
  initialisation: { family: 'glorot', gain: 1 },
  use: 'To show vanishing gradients: each layer passes a quarter at most. Useful as a gate or for a probability.',
  forward: logistic,
  // 1 - f(x) = f(-x), which does not cancel for large x.
  derivative: (x) => logistic(x) * logistic(-x),
  apply: elementwise(tfSigmoid, 'output', (incoming, y) => mul(incoming, mul(y, sub(1, y)))),
};
