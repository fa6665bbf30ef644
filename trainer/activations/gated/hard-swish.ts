import { add, clipByValue, greaterEqual, less, mul, where, zerosLike } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';

/** A. Howard et al., "Searching for MobileNetV3", 2019. */
export const hardSwish: Activation = {
  name: 'hard_swish',
  label: 'Hard swish',
  formula: 'x min(max(0, x + 3), 6) / 6',
  derivativeFormula: '0 where x < -3, 1 where x >= 3, else x / 3 + 1 / 2',
  range: [-0.375, Infinity],
  zeroCentred: false,
  // Just below 3.
  maxSlope: 1.5,
  initialisation: { family: 'he', gain: Math.SQRT2 },
  use: 'In place of SiLU on small machines, where exp is expensive.',
  forward: (x) => (x * Math.min(Math.max(0, x + 3), 6)) / 6,
  derivative: (x) => (x < -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5),
  apply: elementwise(
    (x) => mul(x, mul(clipByValue(add(x, 3), 0, 6), 1 / 6)),
    'input',
    (incoming, x) => {
      const inner = mul(incoming, add(mul(x, 1 / 3), 0.5));
      return where(less(x, -3), zerosLike(incoming), where(greaterEqual(x, 3), incoming, inner));
    },
  ),
};
