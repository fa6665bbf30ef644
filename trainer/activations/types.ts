import type { Tensor } from '@tensorflow/tfjs-core';

export type ActivationName = 'relu' | 'sigmoid' | 'tanh' | 'leaky_relu';

/**
 * An element-wise nonlinearity. Input, output and incoming gradient have one shape:
 * `input.shape == output.shape == incoming_grad.shape`.
 */
export interface Activation {
  readonly name: ActivationName;
  /** For people. */
  readonly label: string;
  /** The function in plain text, such as `max(0, x)`. */
  readonly formula: string;
  /** The derivative in plain text, with its value at a kink. */
  readonly derivativeFormula: string;
  /** f(x) in double precision. */
  forward(x: number): number;
  /** f′(x) in double precision; at a kink, the value that `apply` uses in its gradient. */
  derivative(x: number): number;
  /** f on every element, differentiable by TensorFlow.js. */
  apply(x: Tensor): Tensor;
}
