import type { Tensor } from '@tensorflow/tfjs-core';
import type { MlpActivation } from '../kernels/index.ts';
import type { InitialisationFamily } from '../model/initialise.ts';

/**
 * An element-wise nonlinearity. Input, output and incoming gradient have one shape:
 * `input.shape == output.shape == incoming_grad.shape`.
 */
export interface Activation {
  /** As settings and runs name it. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  /** The function in plain text, such as `max(0, x)`. */
  readonly formula: string;
  /** The derivative in plain text, with its value at a kink. */
  readonly derivativeFormula: string;
  /** The infimum and supremum of f, whether or not it reaches them. */
  readonly range: readonly [number, number];
  /** Whether f is odd, so that inputs around 0 give outputs around 0. */
  readonly zeroCentred: boolean;
  /** The supremum of |f′|: what a layer may at most multiply a gradient by. */
  readonly maxSlope: number;
  /** How kernels before it are usually drawn. */
  readonly initialisation: { readonly family: InitialisationFamily; readonly gain: number };
  /** When to use it, in a sentence or two. */
  readonly use: string;
  /** f(x) in double precision. @param slope of an activation that learns one; its first value when left out */
  forward(x: number, slope?: number): number;
  /** f′(x) in double precision; at a kink, the value that `apply` uses in its gradient. */
  derivative(x: number, slope?: number): number;
  /** f on every element, differentiable by TensorFlow.js. @param slope a scalar; only for one that learns its slope */
  apply(x: Tensor, slope?: Tensor): Tensor;
  /** How the kernel for whole networks knows it, where it does: what that makes of it is what `apply` makes of it. */
  readonly mlp?: MlpActivation;
  /** The value that training starts from, where each layer learns a slope of its own. */
  readonly firstSlope?: number;
}
