import { elu } from './elu.ts';
import type { Activation } from '../types.ts';

/** J. T. Barron, "Continuously differentiable exponential linear units", 2017; α = 1, PyTorch's default. */
export const celu: Activation = {
  ...elu,
  name: 'celu',
  label: 'CELU',
  formula: 'max(0, x) + min(0, a (exp(x / a) - 1)) with a = 1',
  derivativeFormula: '1 where x > 0, else exp(x / a)',
  use: "Identical to ELU for a = 1, PyTorch's default; for another a, write it as a custom formula.",
};
