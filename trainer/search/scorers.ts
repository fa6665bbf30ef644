import { clamp, mean } from '../../history/index.ts';
import type { ScorerName } from '../config/choices.ts';

/** The outputs of a model for some rows, with the true values. */
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
  /** Whether scores are fractions of 1, whose differences are shown as percentage points. */
  readonly isShare: boolean;
  /** Larger is better. NaN if any output is NaN. */
  score(scored: Scored): number;
}

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

/** A scorer of predicted classes. Its score is NaN if the logits of any row contain NaN. */
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

/** For each row, the first class with the largest logit; −1 if there is a NaN. */
function classesOf({ truth, outputs, width }: Scored): Int32Array {
  return Int32Array.from({ length: truth.length }, (_, row) => {
    const logits = outputs.subarray(row * width, (row + 1) * width);
    return logits.indexOf(logits.reduce((max, logit) => Math.max(max, logit), -Infinity));
  });
}

/** The fraction of rows whose class is predicted correctly. */
function accuracy(truth: ArrayLike<number>, predicted: Int32Array): number {
  const correct = predicted.reduce((sum, label, row) => sum + Number(label === truth[row]), 0);
  return correct / truth.length;
}

interface ClassCounts {
  truth: number;
  predicted: number;
  correct: number;
}

/** Counts for each class that occurs in the truth or among the predictions. */
function countClasses(truth: ArrayLike<number>, predicted: Int32Array): ClassCounts[] {
  const classes = new Map<number, ClassCounts>();
  const countsOf = (label: number) => {
    const counts = classes.get(label) ?? { truth: 0, predicted: 0, correct: 0 };
    classes.set(label, counts);
    return counts;
  };
  for (let row = 0; row < truth.length; row++) {
    countsOf(truth[row]!).truth++;
    countsOf(predicted[row]!).predicted++;
    if (truth[row] === predicted[row]) countsOf(truth[row]!).correct++;
  }
  return [...classes.values()];
}

/** The mean recall of the classes that occur in the truth. */
function balancedAccuracy(truth: ArrayLike<number>, predicted: Int32Array): number {
  const present = countClasses(truth, predicted).filter((counts) => counts.truth > 0);
  return mean(present.map((counts) => counts.correct / counts.truth));
}

/** The mean over the classes of 2 · correct / (true rows + predicted rows). */
function macroF1(truth: ArrayLike<number>, predicted: Int32Array): number {
  return mean(
    countClasses(truth, predicted).map((counts) => (2 * counts.correct) / (counts.truth + counts.predicted)),
  );
}

/** scikit-learn clips probabilities by this margin and renormalises them before taking logarithms. */
const MIN_PROBABILITY = 2 ** -23;

/** The mean of −log p over the rows, where p is the softmax probability of the true class. */
function logLoss({ truth, outputs, width }: Scored): number {
  let loss = 0;
  for (let row = 0; row < truth.length; row++) {
    const logits = outputs.subarray(row * width, (row + 1) * width);
    const max = Math.max(...logits);
    const exponentials = Array.from(logits, (logit) => Math.exp(logit - max));
    const total = exponentials.reduce((sum, value) => sum + value, 0);
    const probabilities = exponentials.map((value) =>
      clamp(value / total, MIN_PROBABILITY, 1 - MIN_PROBABILITY),
    );
    const clippedTotal = probabilities.reduce((sum, value) => sum + value, 0);
    loss -= Math.log(probabilities[truth[row]!]! / clippedTotal);
  }
  return loss / truth.length;
}

/**
 * 1 − Σ(y − ŷ)² / Σ(y − ȳ)². For a constant truth it is 1 if every prediction is exact and 0 otherwise; NaN for fewer
 * than two rows.
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
