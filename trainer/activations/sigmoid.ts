import { mul, sigmoid as tfSigmoid, sub } from '@tensorflow/tfjs-core';
import { elementwise } from './elementwise.ts';
import type { Activation } from './types.ts';

/** Written for each sign apart, so that `exp` never overflows and small values keep their digits. */
function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const exp = Math.exp(x);
  return exp / (1 + exp);
}

export const sigmoid: Activation = {
  name: 'sigmoid',
  label: 'Sigmoid',
  formula: '1 / (1 + exp(-x))',
  derivativeFormula: 'f(x) (1 - f(x))',
  forward: logistic,
  // 1 - f(x) = f(-x), which does not cancel for large x.
  derivative: (x) => logistic(x) * logistic(-x),
  apply: elementwise(tfSigmoid, 'output', (incoming, y) => mul(incoming, mul(y, sub(1, y)))),
};
