import { clipByValue, greater, less, logicalAnd, where, zerosLike } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';

export const relu6: Activation = {
  name: 'relu6',
  label: 'ReLU6',
  formula: 'min(max(0, x), 6)',
  derivativeFormula: '1 where 0 < x < 6, else 0',
  range: [0, 6],
  zeroCentred: false,
  maxSlope: 1,
  initialisation: { family: 'he', gain: Math.SQRT2 },
  use: 'For networks that run in low precision: its outputs stay within a known range.',
  forward: (x) => Math.min(Math.max(0, x), 6),
  derivative: (x) => Number(x > 0 && x < 6),
  apply: elementwise(
    (x) => clipByValue(x, 0, 6),
    'input',
    (incoming, x) => where(logicalAnd(greater(x, 0), less(x, 6)), incoming, zerosLike(incoming)),
  ),
};
