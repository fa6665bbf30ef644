import { abs, clipByValue, less, where, zerosLike } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';

export const hardTanh: Activation = {
  name: 'hard_tanh',
  label: 'Hard tanh',
  formula: 'min(max(-1, x), 1)',
  derivativeFormula: '1 where -1 < x < 1, else 0',
  range: [-1, 1],
  zeroCentred: true,
  maxSlope: 1,
  initialisation: { family: 'glorot', gain: 5 / 3 },
  use: 'Like tanh, but cheaper; where it saturates, nothing is learned.',
  forward: (x) => Math.min(Math.max(-1, x), 1),
  derivative: (x) => Number(Math.abs(x) < 1),
  apply: elementwise(
    (x) => clipByValue(x, -1, 1),
    'input',
    (incoming, x) => where(less(abs(x), 1), incoming, zerosLike(incoming)),
  ),
};
