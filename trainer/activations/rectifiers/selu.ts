import { add, greater, mul, selu as tfSelu, where } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';

/** Klambauer et al., "Self-normalizing neural networks", 2017. */
const ALPHA = 1.6732632423543772;
const SCALE = 1.0507009873554805;

export const selu: Activation = {
  name: 'selu',
  label: 'SELU',
  formula: '1.0507 (x where x > 0, else 1.6733 (exp(x) - 1))',
  derivativeFormula: '1.0507 where x > 0, else 1.7581 exp(x)',
  range: [-SCALE * ALPHA, Infinity],
  zeroCentred: false,
  maxSlope: SCALE * ALPHA,
  initialisation: { family: 'lecun', gain: 1 },
  use: 'In deep plain networks with LeCun normal weights and no batch norm: outputs keep mean 0 and variance 1.',
  forward: (x) => SCALE * (x > 0 ? x : ALPHA * Math.expm1(x)),
  derivative: (x) => SCALE * (x > 0 ? 1 : ALPHA * Math.exp(x)),
  apply: elementwise(tfSelu, 'output', (incoming, y) =>
    where(greater(y, 0), mul(incoming, SCALE), mul(incoming, add(y, SCALE * ALPHA))),
  ),
};
