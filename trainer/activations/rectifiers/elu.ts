import { add, elu as tfElu, greater, mul, where } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';

/** α = 1, PyTorch's default and the only value for which the derivative is continuous. */
export const elu: Activation = {
  name: 'elu',
  label: 'ELU',
  formula: 'x where x > 0, else exp(x) - 1',
  derivativeFormula: '1 where x > 0, else exp(x)',
  range: [-1, Infinity],
  zeroCentred: false,
  maxSlope: 1,
  initialisation: { family: 'he', gain: Math.SQRT2 },
  use: 'In place of ReLU where the mean of the outputs should be closer to 0 and units should not die.',
  forward: (x) => (x > 0 ? x : Math.expm1(x)),
  derivative: (x) => (x > 0 ? 1 : Math.exp(x)),
  // On the negative side exp(x) is the output plus 1.
  apply: elementwise(tfElu, 'output', (incoming, y) =>
    where(greater(y, 0), incoming, mul(incoming, add(y, 1))),
  ),
};
