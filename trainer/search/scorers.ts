import { clamp, mean } from '../../history/index.ts';

/** What a model says of some rows, beside the truth. */
export interface Scored {
  /** Class of each row, from 0; for regression, its target. */
  readonly truth: ArrayLike<number>;
  /** Row-major, rows × `width`: the logits of the classes; for regression, the predicted targets. */
  readonly outputs: Float32Array;
  readonly width: number;
}

export type Task = 'classification' | 'regression';

export interface Scorer {
  readonly task: Task;
  /** Whether scores are shares of 1, whose differences people read as percentage points. */
  readonly isShare: boolean;
  /** Larger is better. NaN where the outputs are no numbers. */
  score(scored: Scored): number;
}

/** As scikit-learn names and defines them (`sklearn.metrics`, version 1.2). */
export const scorerNames = [
  'accuracy',
  'balanced_accuracy',
  'f1_macro',
  'neg_log_loss',
  'r2',
  'neg_mean_squared_error',
] as const;
export type ScorerName = (typeof scorerNames)[number];

export const scorers: Readonly<Record<ScorerName, Scorer>> = {
  accuracy: classification(accuracy),
  balanced_accuracy: classification(balancedAccuracy),
  f1_macro: classification(macroF1),
  neg_log_loss: { task: 'classification', isShare: false, score: (scored) => -logLoss(scored) },
  r2: { task: 'regression', isShare: false, score: r2 },
  neg_mean_squared_error: {
    task: 'regression',
    isShare: false,
    score: ({ truth, outputs }) => -sumOfSquares(truth, (row) => outputs[row]!) / truth.length,
  },
};

/** A scorer of predicted classes. A row whose logits hold NaN has no class, and the model no score. */
function classification(score: (truth: ArrayLike<number>, predicted: Int32Array) => number): Scorer {
  return {
    task: 'classification',
    isShare: true,
    score: (scored) => {
      const predicted = classesOf(scored);
      return predicted.includes(-1) ? NaN : score(scored.truth, predicted);
    },
  };
}

/** The first class with the largest logit of each row; −1 where there is a NaN. */
function classesOf({ truth, outputs, width }: Scored): Int32Array {
  return Int32Array.from({ length: truth.length }, (_, row) => {
    const logits = outputs.subarray(row * width, (row + 1) * width);
    return logits.indexOf(logits.reduce((most, logit) => Math.max(most, logit), -Infinity));
  });
}

/** The share of rows given their own class. */
function accuracy(truth: ArrayLike<number>, predicted: Int32Array): number {
  const right = predicted.reduce((sum, label, row) => sum + Number(label === truth[row]), 0);
  return right / truth.length;
}

interface ClassCounts {
  truth: number;
  predicted: number;
  right: number;
}

/** Of each class that occurs in the truth or among the predictions. */
function countClasses(truth: ArrayLike<number>, predicted: Int32Array): ClassCounts[] {
  const classes = new Map<number, ClassCounts>();
  const countsOf = (label: number) => {
    const counts = classes.get(label) ?? { truth: 0, predicted: 0, right: 0 };
    classes.set(label, counts);
    return counts;
  };
  for (let row = 0; row < truth.length; row++) {
    countsOf(truth[row]!).truth++;
    countsOf(predicted[row]!).predicted++;
    if (truth[row] === predicted[row]) countsOf(truth[row]!).right++;
  }
  return [...classes.values()];
}

/** The mean recall of the classes that occur in the truth. */
function balancedAccuracy(truth: ArrayLike<number>, predicted: Int32Array): number {
  const occurring = countClasses(truth, predicted).filter((counts) => counts.truth > 0);
  return mean(occurring.map((counts) => counts.right / counts.truth));
}

/** The mean over the classes of 2 · right / (rows of the class + rows given it). */
function macroF1(truth: ArrayLike<number>, predicted: Int32Array): number {
  return mean(
    countClasses(truth, predicted).map((counts) => (2 * counts.right) / (counts.truth + counts.predicted)),
  );
}

/** scikit-learn keeps probabilities so far from 0 and 1, and divides by their sum, before it takes logarithms. */
const LEAST_PROBABILITY = 2 ** -23;

/** The mean of −log p over the rows, p the softmax of the row's own class in single precision. */
function logLoss({ truth, outputs, width }: Scored): number {
  let loss = 0;
  for (let row = 0; row < truth.length; row++) {
    const logits = outputs.subarray(row * width, (row + 1) * width);
    const most = Math.max(...logits);
    const exponentials = Array.from(logits, (logit) => Math.exp(logit - most));
    const total = exponentials.reduce((sum, value) => sum + value, 0);
    const probabilities = exponentials.map((value) =>
      clamp(value / total, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY),
    );
    const kept = probabilities.reduce((sum, value) => sum + value, 0);
    loss -= Math.log(probabilities[truth[row]!]! / kept);
  }
  return loss / truth.length;
}

/**
 * 1 − Σ(y − ŷ)² / Σ(y − ȳ)². Of a constant truth it is 1 when every prediction is right and 0 otherwise; of fewer than
 * two rows it is NaN.
 */
function r2({ truth, outputs }: Scored): number {
  if (truth.length < 2) return NaN;
  const centre = mean(Array.from(truth));
  const residual = sumOfSquares(truth, (row) => outputs[row]!);
  const total = sumOfSquares(truth, () => centre);
  if (total === 0) return Number.isNaN(residual) ? NaN : Number(residual === 0);
  return 1 - residual / total;
}

function sumOfSquares(truth: ArrayLike<number>, valueOf: (row: number) => number): number {
  let sum = 0;
  for (let row = 0; row < truth.length; row++) sum += (truth[row]! - valueOf(row)) ** 2;
  return sum;
}
