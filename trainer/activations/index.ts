import { leakyRelu } from './leaky-relu.ts';
import { relu } from './relu.ts';
import { sigmoid } from './sigmoid.ts';
import { tanh } from './tanh.ts';
import type { Activation, ActivationName } from './types.ts';

export type { Activation, ActivationName } from './types.ts';

/** Every activation that a network may be built with. */
export const activations: Readonly<Record<ActivationName, Activation>> = {
  relu,
  sigmoid,
  tanh,
  leaky_relu: leakyRelu,
};

/** In the order in which menus show them. */
export const activationNames = ['relu', 'sigmoid', 'tanh', 'leaky_relu'] as const satisfies ActivationName[];
