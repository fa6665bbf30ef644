import { celu } from './celu.ts';
import { elu } from './elu.ts';
import { gcu } from './gcu.ts';
import { geluTanh } from './gelu-tanh.ts';
import { gelu } from './gelu.ts';
import { hardSigmoid } from './hard-sigmoid.ts';
import { hardSwish } from './hard-swish.ts';
import { hardTanh } from './hard-tanh.ts';
import { leakyRelu } from './leaky-relu.ts';
import { linear } from './linear.ts';
import { mish } from './mish.ts';
import { prelu } from './prelu.ts';
import { relu } from './relu.ts';
import { relu6 } from './relu6.ts';
import { selu } from './selu.ts';
import { sigmoid } from './sigmoid.ts';
import { silu } from './silu.ts';
import { softplus } from './softplus.ts';
import { softsign } from './softsign.ts';
import { tanh } from './tanh.ts';
import { createCustomActivation } from './formula/index.ts';
import type { CustomActivation } from './formula/index.ts';
import type { Activation } from './types.ts';

export type { Activation } from './types.ts';
export * from './formula/index.ts';

/** Every activation that comes with the trainer, in the order in which menus show them. */
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

/** The activation behind a name, or behind a formula of one's own. */
export function resolveActivation(choice: ActivationName | CustomActivation): Activation {
  return typeof choice === 'string' ? activations[choice] : createCustomActivation(choice);
}
