import type { Dataset } from '../data/dataset.ts';
import type { TrainedModel } from '../training/types.ts';

/** The confusion matrix of a classifier on labelled rows. */
export interface Confusion {
  /** Number of rows by true class, then by predicted class. */
  readonly counts: readonly (readonly number[])[];
  /** Recall by true class; NaN if it has no rows. */
  readonly accuracyPerClass: readonly number[];
}

/** @param predicted class of each row, as returned by `predict` for all rows */
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
  /** The class predicted by each model, in their order. */
  readonly predicted: readonly number[];
  /** Number of models that predict its label. */
  readonly correct: number;
}

/** The rows on which the predictions differ, the most evenly split first. */
export function disagreements(
  { labels }: Pick<Dataset, 'labels'>,
  predictions: readonly ArrayLike<number>[],
): Disagreement[] {
  const split = (each: Disagreement) => Math.abs(each.correct - predictions.length / 2);
  return Array.from(labels, (label, row): Disagreement => {
    const predicted = predictions.map((all) => all[row]!);
    return { row, predicted, correct: predicted.filter((each) => each === label).length };
  })
    .filter(({ predicted }) => new Set(predicted).size > 1)
    .sort((a, b) => split(a) - split(b) || a.row - b.row);
}

/**
 * The weights from the inputs to one unit of the first layer; an image, if rows are images.
 *
 * @throws {Error} if there is no such unit
 */
export function inputWeights({ layers: [first] }: TrainedModel, unit: number): Float32Array {
  const { inputs, units, kernel } = first!;
  if (!Number.isInteger(unit) || unit < 0 || unit >= units) {
    throw new Error(`unit: expected a whole number from 0 to ${String(units - 1)}, got ${String(unit)}`);
  }
  return Float32Array.from({ length: inputs }, (_, input) => kernel[input * units + unit]!);
}
