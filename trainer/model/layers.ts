import type { Activation } from '../activations/index.ts';
import type { Random } from '../random.ts';
import { kernelDrawer } from './initialise.ts';
import type { Initialisation } from './initialise.ts';

/** The numbers of one layer: `output = input · kernel + bias`, then what belongs to its normalisation and activation. */
export interface LayerWeights {
  readonly inputs: number;
  readonly units: number;
  /** Row-major, `inputs × units`: PyTorch's `weight` transposed. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  /** Of a layer with batch normalisation. */
  readonly norm?: NormWeights;
  /** One number, where the activation learns its slope. */
  readonly slope?: Float32Array;
}

/** One entry a unit each. */
export interface NormWeights {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
  /** Running estimates, for use outside of training. */
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

/** What decides the first weights of a network. */
export interface LayersPlan {
  readonly inputs: number;
  /** Of each hidden layer, from input to output. */
  readonly hidden: readonly { readonly units: number; readonly activation: Activation }[];
  readonly outputs: number;
  readonly initialisation: Initialisation;
  /** Deviation for the initialisation `normal`. */
  readonly scale: number;
  readonly batchNorm: boolean;
}

/**
 * The first weights of an MLP, layer by layer, kernel before bias. Biases are drawn as PyTorch does for `pytorch`, and
 * are 0 for every other initialisation. They are drawn here and not by the backend, so that a seed means the same on
 * each.
 */
export function initialLayers(plan: LayersPlan, random: Random): LayerWeights[] {
  const { hidden, initialisation, scale, batchNorm } = plan;
  const units = [...hidden.map((layer) => layer.units), plan.outputs];
  return units.map((own, i) => {
    const inputs = i === 0 ? plan.inputs : units[i - 1]!;
    const activation = hidden[i]?.activation;
    const { family, gain } = activation?.initialisation ?? ({ family: 'glorot', gain: 1 } as const);
    const draw = kernelDrawer(initialisation, { inputs, units: own, family, gain, scale }, random);
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

function firstNorm(units: number): NormWeights {
  const ones = () => new Float32Array(units).fill(1);
  return { scale: ones(), shift: new Float32Array(units), mean: new Float32Array(units), variance: ones() };
}
