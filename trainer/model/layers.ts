import type { Random } from '../random.ts';

/** The numbers of one linear layer, `output = input · kernel + bias`. */
export interface LayerWeights {
  readonly inputs: number;
  readonly units: number;
  /** Row-major, `inputs × units`: PyTorch's `weight` transposed. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/**
 * Initial weights of the layers of an MLP as PyTorch draws them for `nn.Linear`: kernel and bias uniform in
 * ±1/√inputs, layer by layer, kernel first. (`nn.Linear.reset_parameters` asks for Kaiming's uniform with a = √5, which
 * comes to the same bound.) They are drawn here and not by the backend, so that a seed means the same on each.
 *
 * @param sizes number of inputs, units of each hidden layer, number of classes
 */
export function initialLayers(sizes: readonly number[], random: Random): LayerWeights[] {
  return sizes.slice(1).map((units, i) => {
    const inputs = sizes[i]!;
    const bound = 1 / Math.sqrt(inputs);
    const draw = () => (2 * random() - 1) * bound;
    return {
      inputs,
      units,
      kernel: Float32Array.from({ length: inputs * units }, draw),
      bias: Float32Array.from({ length: units }, draw),
    };
  });
}
