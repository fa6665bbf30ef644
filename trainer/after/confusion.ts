import type { Dataset } from '../data/dataset.ts';
import { modelOutputs, outputWidth } from '../training/predict.ts';
import type { TrainedModel } from '../training/types.ts';

/** What a classifier makes of labelled rows. */
export interface Confusion {
  /** By true class, then by predicted class: how many rows. */
  readonly counts: readonly (readonly number[])[];
  /** By true class: the share of its rows that is classified rightly; NaN where it has none. */
  readonly accuracyPerClass: readonly number[];
}

/** @param predicted class of each row, as `predict` gives it for all rows */
export function confusionOf(
  { labels, classes }: Pick<Dataset, 'labels' | 'classes'>,
  predicted: ArrayLike<number>,
): Confusion {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let row = 0; row < labels.length; row++) counts[labels[row]!]![predicted[row]!]!++;
  const accuracyPerClass = counts.map(
    (row, label) => row[label]! / row.reduce((sum, count) => sum + count, 0),
  );
  return { counts, accuracyPerClass };
}

/** A row that models classify differently. */
export interface Disagreement {
  readonly row: number;
  /** The class that each model gives it, in their order. */
  readonly predicted: readonly number[];
  /** How many models give its own label. */
  readonly right: number;
}

/** The rows that some models classify differently from others, those where the models are split most evenly first. */
export function disagreements(
  { labels }: Pick<Dataset, 'labels'>,
  predictions: readonly ArrayLike<number>[],
): Disagreement[] {
  const split = (each: Disagreement) => Math.abs(each.right - predictions.length / 2);
  return Array.from(labels, (label, row): Disagreement => {
    const predicted = predictions.map((all) => all[row]!);
    return { row, predicted, right: predicted.filter((each) => each === label).length };
  })
    .filter(({ predicted }) => new Set(predicted).size > 1)
    .sort((a, b) => split(a) - split(b) || a.row - b.row);
}

/**
 * The weights from the inputs to one unit of the first layer, to be drawn as an image where rows are images.
 *
 * @throws {Error} when there is no such unit
 */
export function inputWeights({ layers: [first] }: TrainedModel, unit: number): Float32Array {
  const { inputs, units, kernel } = first!;
  if (!Number.isInteger(unit) || unit < 0 || unit >= units) {
    throw new Error(`unit: expected a whole number from 0 to ${String(units - 1)}, got ${String(unit)}`);
  }
  return Float32Array.from({ length: inputs }, (_, input) => kernel[input * units + unit]!);
}

/**
 * The probability of each class for one row of features, scaled as the training data were.
 *
 * @throws {Error} when there are not as many features as the model has inputs
 */
export async function classProbabilities(model: TrainedModel, features: Float32Array): Promise<Float32Array> {
  const row: Dataset = {
    ...{ name: 'the row', features, labels: Uint8Array.of(0), count: 1 },
    ...{ dimensions: features.length, classes: model.classes },
  };
  const logits = await modelOutputs(model, row, Uint32Array.of(0));
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total).subarray(0, outputWidth(model));
}
