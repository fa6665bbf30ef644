import { sigmoid as tfSigmoid } from '@tensorflow/tfjs-core';
import { sigmoidGradient } from '../../kernels/index.ts';
import { elementwise } from '../elementwise.ts';
import { logistic } from '../scalars.ts';
import type { Activation } from '../types.ts';

export const sigmoid: Activation = {
  name: 'sigmoid',
  label: 'Sigmoid',
  formula: '1 / (1 + exp(-x))',
  derivativeFormula: 'f(x) (1 - f(x))',
  range: [0, 1],
  zeroCentred: false,
  maxSlope: 0.25,
  initialisation: { family: 'glorot', gain: 1 },
  use: 'To show vanishing gradients: each layer passes at most a quarter. Useful as a gate or for a probability.',
  forward: logistic,
  // 1 - f(x) = f(-x), without cancellation for large x.
  derivative: (x) => logistic(x) * logistic(-x),
  apply: elementwise(tfSigmoid, 'output', sigmoidGradient),
  mlp: { kind: 'sigmoid' },
};
