import { hiddenLayers } from '../config.ts';
import { measureScaling } from '../data/standardise.ts';
import type { Dataset } from '../data/dataset.ts';
import type { TrainConfig } from '../config.ts';
import type { LayerWeights } from '../model/layers.ts';
import type { TrainedModel } from '../training/types.ts';

/** The outputs of the layers of a network for some rows. */
export interface LayerOutputs {
  /** For each hidden layer, after its activation: row-major, rows × units. */
  readonly hidden: readonly Float32Array[];
  /** Row-major, rows × outputs: the logits of the classes, or the predicted number in the units of the targets. */
  readonly outputs: Float32Array;
}

/** Added to the variance in batch normalisation, as in PyTorch. */
const EPSILON = 1e-5;

/**
 * Computes the outputs of every layer synchronously, without a backend: for a drawing or a few thousand points, where
 * starting a backend would take longer. Use `modelOutputs` for a whole data set.
 *
 * @param features row-major, rows × the model's inputs, not yet scaled
 * @throws {Error} if they are not a whole number of rows
 */
export function layerOutputs(model: TrainedModel, features: ArrayLike<number>): LayerOutputs {
  const { config, layers, targetScaling } = model;
  const dimensions = layers[0]!.inputs;
  const rows = features.length / dimensions;
  if (!Number.isInteger(rows)) {
    throw new Error(
      `features: expected rows of ${String(dimensions)}, got ${String(features.length)} values`,
    );
  }
  const activations = hiddenLayers(config).map(({ activation }) => activation);
  let values = scaled(model, features, dimensions);
  const hidden: Float32Array[] = [];
  for (const [depth, layer] of layers.entries()) {
    values = sums(layer, values, rows);
    const activation = activations[depth];
    if (!activation) continue;
    const slope = layer.slope?.[0];
    normalise(layer, values);
    for (let i = 0; i < values.length; i++) values[i] = activation.forward(values[i]!, slope);
    hidden.push(values);
  }
  if (!targetScaling) return { hidden, outputs: values };
  const { mean, deviation: stdDev } = targetScaling;
  return { hidden, outputs: values.map((value) => value * stdDev + mean) };
}

/** Class probabilities from rows of logits: row-major, rows × `width`. */
export function softmax(logits: Float32Array, width: number): Float32Array {
  const shares = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += width) {
    const row = logits.subarray(start, start + width);
    const max = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const powers = row.map((logit) => Math.exp(logit - max));
    const total = powers.reduce((sum, power) => sum + power, 0);
    for (let i = 0; i < width; i++) shares[start + i] = powers[i]! / total;
  }
  return shares;
}

/** A classifier during training, from its current weights. */
export function modelWith(
  config: TrainConfig,
  dataset: Dataset,
  layers: readonly LayerWeights[],
): TrainedModel {
  return { config, classes: dataset.classes, scaling: measureScaling(dataset, config.standardise), layers };
}

function scaled({ scaling }: TrainedModel, features: ArrayLike<number>, dimensions: number): Float32Array {
  const { mean, deviation: stdDev } = scaling;
  const groups = mean.length;
  const inputs = new Float32Array(features.length);
  for (let i = 0; i < inputs.length; i++) {
    const group = groups === 1 ? 0 : i % dimensions;
    inputs[i] = (features[i]! - mean[group]!) / stdDev[group]!;
  }
  return inputs;
}

/** input · kernel + bias, traversing each kernel row by row, in memory order. */
function sums(
  { inputs, units, kernel, bias }: LayerWeights,
  values: Float32Array,
  rows: number,
): Float32Array {
  const outputs = new Float32Array(rows * units);
  for (let row = 0; row < rows; row++) {
    const own = outputs.subarray(row * units, (row + 1) * units);
    own.set(bias);
    for (let input = 0; input < inputs; input++) {
      const value = values[row * inputs + input]!;
      if (value === 0) continue;
      const start = input * units;
      for (let unit = 0; unit < units; unit++) own[unit]! += value * kernel[start + unit]!;
    }
  }
  return outputs;
}

function normalise({ norm, units }: LayerWeights, values: Float32Array): void {
  if (!norm) return;
  const { scale, shift, mean, variance } = norm;
  for (let i = 0; i < values.length; i++) {
    const unit = i % units;
    const inverse = 1 / Math.sqrt(variance[unit]! + EPSILON);
    values[i] = (values[i]! - mean[unit]!) * inverse * scale[unit]! + shift[unit]!;
  }
}
