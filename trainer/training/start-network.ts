import { hiddenLayers } from '../config.ts';
import type { TrainConfig } from '../config.ts';
import type { KernelDistribution } from '../model/initialise.ts';
import { initialLayers, kernelDistributions } from '../model/layers.ts';
import type { LayersPlan, LayerWeights } from '../model/layers.ts';
import { createNetwork } from '../model/network.ts';
import type { Network } from '../model/network.ts';
import { createRandom } from '../random.ts';

/** The initial network of a run, with weights drawn from the seed. */
export function startNetwork(config: TrainConfig, inputs: number, outputs: number): Network {
  return networkOf(config, initialLayers(layersPlan(config, inputs, outputs), createRandom(config.seed)));
}

/** The distribution of the initial weights of each layer, the output layer last. */
export function initialDistributions(
  config: TrainConfig,
  inputs: number,
  outputs: number,
): KernelDistribution[] {
  return kernelDistributions(layersPlan(config, inputs, outputs));
}

/** The settings that determine the initial weights, for data with these numbers of inputs and outputs. */
function layersPlan(config: TrainConfig, inputs: number, outputs: number): LayersPlan {
  const { initialisation, initialScale: scale, batchNorm } = config;
  return { inputs, hidden: hiddenLayers(config), outputs, initialisation, scale, batchNorm };
}

/** The network with these weights and the activations of the settings. */
export function networkOf(config: TrainConfig, layers: readonly LayerWeights[]): Network {
  return createNetwork(
    layers,
    hiddenLayers(config).map(({ activation }) => activation),
  );
}
