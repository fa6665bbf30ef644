import { leakyRelu as tfLeakyRelu } from '@tensorflow/tfjs-core';
import { leakyReluGradient } from '../../kernels/index.ts';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';

/** PyTorch's default slope for negative inputs (TensorFlow.js's own default is 0.2). */
const NEGATIVE_SLOPE = 0.01;

export const leakyRelu: Activation = {
  name: 'leaky_relu',
  label: 'Leaky ReLU',
  formula: `x where x > 0, else ${String(NEGATIVE_SLOPE)} x`,
  derivativeFormula: `1 where x > 0, else ${String(NEGATIVE_SLOPE)}`,
  range: [-Infinity, Infinity],
  zeroCentred: false,
  maxSlope: 1,
  initialisation: { family: 'he', gain: Math.sqrt(2 / (1 + NEGATIVE_SLOPE ** 2)) },
  use: 'Where ReLU units die: a small gradient on the negative side lets a unit recover.',
  forward: (x) => (x > 0 ? x : NEGATIVE_SLOPE * x),
  derivative: (x) => (x > 0 ? 1 : NEGATIVE_SLOPE),
  apply: elementwise(
    (x) => tfLeakyRelu(x, NEGATIVE_SLOPE),
    'input',
    (incoming, x) => leakyReluGradient(incoming, x, NEGATIVE_SLOPE),
  ),
  mlp: { kind: 'leakyRelu', slope: NEGATIVE_SLOPE },
};
