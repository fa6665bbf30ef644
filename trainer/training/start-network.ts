import { hiddenLayers } from '../config.ts';
import type { TrainConfig } from '../config.ts';
import { initialLayers } from '../model/layers.ts';
import type { LayerWeights } from '../model/layers.ts';
import { createNetwork } from '../model/network.ts';
import type { Network } from '../model/network.ts';
import { createRandom } from '../random.ts';

/** The initial network of a run, with weights drawn from the seed. */
export function startNetwork(config: TrainConfig, inputs: number, outputs: number): Network {
  const { initialisation, initialScale: scale, batchNorm } = config;
  const hidden = hiddenLayers(config);
  const plan = { inputs, hidden, outputs, initialisation, scale, batchNorm };
  return networkOf(config, initialLayers(plan, createRandom(config.seed)));
}

/** The network with these weights and the activations of the settings. */
export function networkOf(config: TrainConfig, layers: readonly LayerWeights[]): Network {
  return createNetwork(
    layers,
    hiddenLayers(config).map(({ activation }) => activation),
  );
}
