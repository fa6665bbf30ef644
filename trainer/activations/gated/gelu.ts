import { add, erf, exp, mul, square } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import { normalCdf, normalPdf } from '../scalars.ts';
import type { Activation } from '../types.ts';

const cdf = (x: Tensor) => mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
const pdf = (x: Tensor) => mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));

/** D. Hendrycks and K. Gimpel, "Gaussian error linear units", 2016. Φ and φ: CDF and density of the standard normal. */
export const gelu: Activation = {
  name: 'gelu',
  label: 'GELU',
  formula: 'x Φ(x) = x (1 + erf(x / sqrt(2))) / 2',
  derivativeFormula: 'Φ(x) + x φ(x)',
  range: [-0.16997120747990369, Infinity],
  zeroCentred: false,
  // At √2, where f″ = φ(x) (2 − x²) is 0.
  maxSlope: normalCdf(Math.SQRT2) + Math.SQRT2 * normalPdf(Math.SQRT2),
  initialisation: { family: 'he', gain: Math.SQRT2 },
  use: 'In transformers, and wherever a smooth ReLU is wanted: small negative values get through.',
  forward: (x) => x * normalCdf(x),
  derivative: (x) => normalCdf(x) + x * normalPdf(x),
  apply: elementwise(
    (x) => mul(x, cdf(x)),
    'input',
    (incoming, x) => mul(incoming, add(cdf(x), mul(x, pdf(x)))),
  ),
};
