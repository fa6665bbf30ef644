import type { TrainConfig } from '../../config.ts';
import type { Network } from '../network.ts';
import { createAdam } from './adam.ts';
import { withPenalties } from './regularise.ts';
import { createRmsprop } from './rmsprop.ts';
import { createSgd } from './sgd.ts';
import type { Optimizer } from './types.ts';

export type { Optimizer, OptimizerState } from './types.ts';

/** Creates the optimiser that the settings describe, for all variables of the network. */
export function createOptimizer(network: Network, config: TrainConfig): Optimizer {
  const optimizer = createPlain(network, config);
  const { weightDecay, l1 } = config;
  const decoupled = config.optimizer === 'adamw';
  return withPenalties(optimizer, network.variables, network.kernels, { weightDecay, decoupled, l1 });
}

function createPlain({ variables }: Network, config: TrainConfig): Optimizer {
  switch (config.optimizer) {
    case 'sgd':
      return createSgd(variables, config);
    case 'adam':
    case 'adamw':
      return createAdam(variables, config);
    case 'rmsprop':
      return createRmsprop(variables, config);
  }
}
