import { abs, add, div, square } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';

export const softsign: Activation = {
  name: 'softsign',
  label: 'Softsign',
  formula: 'x / (1 + |x|)',
  derivativeFormula: '1 / (1 + |x|)^2',
  range: [-1, 1],
  zeroCentred: true,
  maxSlope: 1,
  initialisation: { family: 'glorot', gain: 1 },
  use: 'In place of tanh where saturation should be more gradual: its tails fall as 1/x², not exponentially.',
  forward: (x) => x / (1 + Math.abs(x)),
  derivative: (x) => 1 / (1 + Math.abs(x)) ** 2,
  apply: elementwise(
    (x) => div(x, add(abs(x), 1)),
    'input',
    (incoming, x) => div(incoming, square(add(abs(x), 1))),
  ),
};
