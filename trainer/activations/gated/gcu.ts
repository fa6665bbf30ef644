import { cos, mul, sin, sub } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';

/** M. M. Noel et al., "Growing cosine unit: a novel oscillatory activation function", 2021. */
export const gcu: Activation = {
  name: 'gcu',
  label: 'Growing cosine (GCU)',
  formula: 'x cos(x)',
  derivativeFormula: 'cos(x) - x sin(x)',
  range: [-Infinity, Infinity],
  zeroCentred: true,
  maxSlope: Infinity,
  initialisation: { family: 'he', gain: Math.SQRT2 },
  use: 'As an experiment: a single unit can separate XOR. Its slope grows with x, so keep rates low.',
  forward: (x) => x * Math.cos(x),
  derivative: (x) => Math.cos(x) - x * Math.sin(x),
  apply: elementwise(
    (x) => mul(x, cos(x)),
    'input',
    (incoming, x) => mul(incoming, sub(cos(x), mul(x, sin(x)))),
  ),
};
