import type { Activation } from '../activations/index.ts';
import type { Random } from '../random.ts';
import { kernelDistribution, kernelDrawer } from './initialise.ts';
import type { KernelDistribution, KernelPlace } from './initialise.ts';
import type { Initialisation } from './initialisations.ts';

/** The weights of one layer: `output = input · kernel + bias`, and those of its normalisation and activation. */
export interface LayerWeights {
  readonly inputs: number;
  readonly units: number;
  /** Row-major, `inputs × units`: PyTorch's `weight` transposed. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  /** Present with batch normalisation. */
  readonly norm?: NormWeights;
  /** A single number, if the activation learns its slope. */
  readonly slope?: Float32Array;
}

/** One entry per unit each. */
export interface NormWeights {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
  /** Running estimates, used outside training. */
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

/** The settings that determine the initial weights of a network. */
export interface LayersPlan {
  readonly inputs: number;
  /** From input to output. */
  readonly hidden: readonly { readonly units: number; readonly activation: Activation }[];
  readonly outputs: number;
  readonly initialisation: Initialisation;
  /** Standard deviation for the initialisation `normal`. */
  readonly scale: number;
  readonly batchNorm: boolean;
}

/**
 * The initial weights of an MLP, layer by layer, kernel before bias. Biases are drawn for `pytorch`, as PyTorch does, and
 * are 0 for every other initialisation. Weights are drawn here, not by the backend, so that a seed gives the same weights
 * on every backend.
 */
export function initialLayers(plan: LayersPlan, random: Random): LayerWeights[] {
  const { hidden, initialisation, batchNorm } = plan;
  return kernelPlaces(plan).map((place, i) => {
    const { inputs, units: own } = place;
    const activation = hidden[i]?.activation;
    const draw = kernelDrawer(initialisation, place, random);
    const kernel = Float32Array.from({ length: inputs * own }, draw);
    const bias =
      initialisation === 'pytorch' ? Float32Array.from({ length: own }, draw) : new Float32Array(own);
    return {
      inputs,
      units: own,
      kernel,
      bias,
      ...(batchNorm && activation ? { norm: firstNorm(own) } : {}),
      ...(activation?.firstSlope === undefined ? {} : { slope: Float32Array.of(activation.firstSlope) }),
    };
  });
}

/** The distribution of the initial kernel of each layer. */
export function kernelDistributions(plan: LayersPlan): KernelDistribution[] {
  return kernelPlaces(plan).map((place) => kernelDistribution(plan.initialisation, place));
}

/** The layers in order, the output layer last. */
function kernelPlaces({ inputs, hidden, outputs, scale }: LayersPlan): KernelPlace[] {
  const units = [...hidden.map((layer) => layer.units), outputs];
  return units.map((own, i) => {
    const { family, gain } = hidden[i]?.activation.initialisation ?? ({ family: 'glorot', gain: 1 } as const);
    return { inputs: i === 0 ? inputs : units[i - 1]!, units: own, family, gain, scale };
  });
}

function firstNorm(units: number): NormWeights {
  const ones = () => new Float32Array(units).fill(1);
  return { scale: ones(), shift: new Float32Array(units), mean: new Float32Array(units), variance: ones() };
}
