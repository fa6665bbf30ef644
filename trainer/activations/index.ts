import { celu } from './rectifiers/celu.ts';
import { elu } from './rectifiers/elu.ts';
import { gcu } from './gated/gcu.ts';
import { geluTanh } from './gated/gelu-tanh.ts';
import { gelu } from './gated/gelu.ts';
import { hardSigmoid } from './saturating/hard-sigmoid.ts';
import { hardSwish } from './gated/hard-swish.ts';
import { hardTanh } from './saturating/hard-tanh.ts';
import { leakyRelu } from './rectifiers/leaky-relu.ts';
import { linear } from './linear.ts';
import { mish } from './gated/mish.ts';
import { prelu } from './rectifiers/prelu.ts';
import { relu } from './rectifiers/relu.ts';
import { relu6 } from './rectifiers/relu6.ts';
import { selu } from './rectifiers/selu.ts';
import { sigmoid } from './saturating/sigmoid.ts';
import { silu } from './gated/silu.ts';
import { softplus } from './rectifiers/softplus.ts';
import { softsign } from './saturating/softsign.ts';
import { tanh } from './saturating/tanh.ts';
import { createCustomActivation } from './formula/index.ts';
import type { CustomActivation } from './formula/index.ts';
import type { Activation } from './types.ts';

export type { Activation } from './types.ts';
export * from './formula/index.ts';

/** The built-in activations, in the order in which menus show them. */
export const activations = {
  relu,
  sigmoid,
  tanh,
  leaky_relu: leakyRelu,
  prelu,
  relu6,
  elu,
  selu,
  celu,
  gelu,
  gelu_tanh: geluTanh,
  silu,
  mish,
  softplus,
  softsign,
  hard_sigmoid: hardSigmoid,
  hard_tanh: hardTanh,
  hard_swish: hardSwish,
  gcu,
  linear,
} as const satisfies Readonly<Record<string, Activation>>;

export type ActivationName = keyof typeof activations;

/** In the order in which menus show them. */
export const activationNames = Object.keys(activations) as ActivationName[];

/** The activation with a given name, or described by a user's formula. */
export function resolveActivation(choice: ActivationName | CustomActivation): Activation {
  return typeof choice === 'string' ? activations[choice] : createCustomActivation(choice);
}
