import type { Activation } from '../activations/index.ts';

/** A network Linear–activation–Linear with one output, and one example. */
export interface SmallNetwork {
  /** The example: a value per input. */
  readonly x: readonly number[];
  /** Weights of the first layer, units × inputs, as PyTorch holds them. */
  readonly w1: readonly (readonly number[])[];
  /** One per unit. */
  readonly b1: readonly number[];
  /** Weights of the second layer, one per unit. */
  readonly w2: readonly number[];
  readonly b2: number;
}

/** The parameters of a small network, or values in their shape such as their gradients. */
export type Parameters = Pick<SmallNetwork, 'w1' | 'b1' | 'w2' | 'b2'>;

/** All numbers of a forward and a backward pass; the output is the loss. Lists have a value per unit. */
export interface Trace {
  /** Pre-activations, the input of the activation. */
  readonly z: readonly number[];
  /** Outputs of the activation. */
  readonly a: readonly number[];
  readonly output: number;
  /** The incoming gradient of the activation: that of the output by `a`. */
  readonly incoming: readonly number[];
  /** f′(z), by the activation's derivative, which may be hand-written and wrong. */
  readonly slopes: readonly number[];
  /** The outgoing gradient of the activation: incoming × f′(z). */
  readonly outgoing: readonly number[];
  /** By backpropagation. */
  readonly gradients: Parameters;
  /** By central differences of the output, which know nothing of f′. */
  readonly differences: Parameters;
}

/** Relative to the size of the parameter; the cube root of the precision of a double balances both errors. */
const STEP = 6e-6;

/** Computes the forward pass, the backward pass from a gradient of 1, and the finite difference of every parameter. */
export function traceNetwork(network: SmallNetwork, activation: Activation): Trace {
  const { x, w2 } = network;
  const z = preActivations(network);
  const slopes = z.map((each) => activation.derivative(each));
  const a = z.map((each) => activation.forward(each));
  const outgoing = w2.map((incoming, unit) => incoming * slopes[unit]!);
  return {
    z,
    a,
    output: outputOf(network, activation),
    incoming: w2,
    slopes,
    outgoing,
    gradients: { w1: outgoing.map((each) => x.map((input) => each * input)), b1: outgoing, w2: a, b2: 1 },
    differences: differencesOf(network, activation),
  };
}

function preActivations({ x, w1, b1 }: SmallNetwork): number[] {
  return w1.map((weights, unit) => weights.reduce((sum, weight, i) => sum + weight * x[i]!, b1[unit]!));
}

function outputOf(network: SmallNetwork, { forward }: Activation): number {
  return preActivations(network).reduce((sum, z, unit) => sum + network.w2[unit]! * forward(z), network.b2);
}

function differencesOf(network: SmallNetwork, activation: Activation): Parameters {
  const { w1, b1, w2, b2 } = network;
  const difference = (value: number, change: (value: number) => Partial<Parameters>) => {
    const step = STEP * Math.max(1, Math.abs(value));
    const at = (moved: number) => outputOf({ ...network, ...change(moved) }, activation);
    return (at(value + step) - at(value - step)) / (2 * step);
  };
  return {
    w1: w1.map((weights, unit) =>
      weights.map((value, i) =>
        difference(value, (moved) => ({ w1: w1.with(unit, weights.with(i, moved)) })),
      ),
    ),
    b1: b1.map((value, unit) => difference(value, (moved) => ({ b1: b1.with(unit, moved) }))),
    w2: w2.map((value, unit) => difference(value, (moved) => ({ w2: w2.with(unit, moved) }))),
    b2: difference(b2, (moved) => ({ b2: moved })),
  };
}
