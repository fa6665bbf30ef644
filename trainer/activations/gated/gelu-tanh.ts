import { add, mul, square, sub, tanh } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';

const ROOT = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

const bend = (x: number) => Math.tanh(ROOT * (x + CUBIC * x ** 3));
const bendOf = (x: Tensor) => tanh(mul(mul(x, ROOT), add(mul(square(x), CUBIC), 1)));

/** The tanh approximation of GELU, as PyTorch's `nn.GELU(approximate='tanh')`. */
export const geluTanh: Activation = {
  name: 'gelu_tanh',
  label: 'GELU (tanh)',
  formula: 'x (1 + t) / 2 with t = tanh(sqrt(2 / pi) (x + 0.044715 x^3))',
  derivativeFormula: '(1 + t) / 2 + x (1 - t^2) sqrt(2 / pi) (1 + 0.134145 x^2) / 2',
  range: [-0.17004075057125412, Infinity],
  zeroCentred: false,
  maxSlope: 1.129,
  initialisation: { family: 'he', gain: Math.SQRT2 },
  use: 'Like GELU, where erf is slow; the two differ by less than 0.0005.',
  forward: (x) => (x * (1 + bend(x))) / 2,
  derivative: (x) => {
    const t = bend(x);
    return (1 + t) / 2 + (x * (1 - t * t) * ROOT * (1 + 3 * CUBIC * x * x)) / 2;
  },
  apply: elementwise(
    (x) => mul(mul(x, 0.5), add(bendOf(x), 1)),
    'input',
    (incoming, x) => {
      const t = bendOf(x);
      const inner = mul(add(mul(square(x), 3 * CUBIC), 1), ROOT);
      const slope = add(add(t, 1), mul(mul(x, sub(1, square(t))), inner));
      return mul(incoming, mul(slope, 0.5));
    },
  ),
};
