import { mul, sigmoid, softplus as tfSoftplus } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import { logistic, softplusOf } from '../scalars.ts';
import type { Activation } from '../types.ts';

export const softplus: Activation = {
  name: 'softplus',
  label: 'Softplus',
  formula: 'log(1 + exp(x))',
  derivativeFormula: '1 / (1 + exp(-x))',
  range: [0, Infinity],
  zeroCentred: false,
  maxSlope: 1,
  initialisation: { family: 'he', gain: Math.SQRT2 },
  use: 'Where an output must be positive and smooth, such as a variance; in hidden layers ReLU is usually better.',
  forward: softplusOf,
  derivative: logistic,
  apply: elementwise(tfSoftplus, 'input', (incoming, x) => mul(incoming, sigmoid(x))),
};
