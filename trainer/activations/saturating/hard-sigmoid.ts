import { abs, add, clipByValue, div, less, mul, where, zerosLike } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';

/** With PyTorch's slope of 1/6; Keras uses 0.2. */
export const hardSigmoid: Activation = {
  name: 'hard_sigmoid',
  label: 'Hard sigmoid',
  formula: 'min(max(0, x / 6 + 1 / 2), 1)',
  derivativeFormula: '1 / 6 where -3 < x < 3, else 0',
  range: [0, 1],
  zeroCentred: false,
  maxSlope: 1 / 6,
  initialisation: { family: 'glorot', gain: 1 },
  use: 'As a cheap gate on small machines; beyond 3 on either side nothing is learned.',
  forward: (x) => Math.min(Math.max(0, x / 6 + 0.5), 1),
  derivative: (x) => (Math.abs(x) < 3 ? 1 / 6 : 0),
  apply: elementwise(
    (x) => clipByValue(add(mul(x, 1 / 6), 0.5), 0, 1),
    'input',
    (incoming, x) => where(less(abs(x), 3), div(incoming, 6), zerosLike(incoming)),
  ),
};
