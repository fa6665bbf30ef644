import type { Tensor } from '@tensorflow/tfjs-core';
import type { MlpActivation } from '../kernels/index.ts';
import type { InitialisationFamily } from '../model/initialise.ts';

/**
 * An element-wise nonlinearity. Input, output and incoming gradient have one shape:
 * `input.shape == output.shape == incoming_grad.shape`.
 */
export interface Activation {
  /** The name in settings and runs. */
  readonly name: string;
  /** Human-readable name. */
  readonly label: string;
  /** The function in plain text, such as `max(0, x)`. */
  readonly formula: string;
  /** The derivative in plain text, with its value at a kink. */
  readonly derivativeFormula: string;
  /** The infimum and supremum of f, whether or not they are attained. */
  readonly range: readonly [number, number];
  /** Whether f is odd, so that inputs centred on 0 give outputs centred on 0. */
  readonly zeroCentred: boolean;
  /** The supremum of |f′|: the largest factor by which a layer can scale a gradient. */
  readonly maxSlope: number;
  /** The usual initialisation of the kernel before it. */
  readonly initialisation: { readonly family: InitialisationFamily; readonly gain: number };
  /** When to use it, in a sentence or two. */
  readonly use: string;
  /** f(x) in double precision. @param slope the learned slope, if it has one; default: its initial value */
  forward(x: number, slope?: number): number;
  /** f′(x) in double precision; at a kink, the value that `apply` uses in its gradient. */
  derivative(x: number, slope?: number): number;
  /** f on every element, differentiable by TensorFlow.js. @param slope a scalar, for activations that learn their slope */
  apply(x: Tensor, slope?: Tensor): Tensor;
  /** The equivalent of `apply` in the kernel for whole networks, if it has one. */
  readonly mlp?: MlpActivation;
  /** The initial slope, if each layer learns its own. */
  readonly firstSlope?: number;
}
