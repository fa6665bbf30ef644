import { argMax, cast, equal, scalar, sum } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import type { Dictionary, MetricDefinition } from '../../history/index.ts';
import type { Dataset } from '../data/dataset.ts';
import { crossEntropy } from '../model/cross-entropy.ts';
import { meanSquaredError } from '../model/mean-squared-error.ts';

/** The objective of training: classification with cross-entropy, or regression with mean squared error. */
export interface Objective {
  /** Whether the loss is cross-entropy; otherwise it is squared error. */
  readonly isClassification: boolean;
  /** Columns of the network's output. */
  readonly outputs: number;
  /** Columns of the targets. */
  readonly targetWidth: number;
  /** Writes the expected output of the row into `target`, starting at `offset`. */
  writeTarget(row: number, target: Float32Array, offset: number): void;
  /** Mean loss of the rows. */
  loss(targets: Tensor2D, outputs: Tensor2D): Scalar;
  /** Number of correctly classified rows; 0 for a regression. */
  countCorrect(targets: Tensor2D, outputs: Tensor2D): Scalar;
  /** The scores of a set of rows, without a prefix: `acc`, or `rmse` and `r2`. */
  scores(rows: Uint32Array, loss: number, correct: number): Dictionary<number>;
  /** The metrics returned by `scores`. */
  readonly scoreMetrics: Dictionary<MetricDefinition>;
  /** How the targets of a regression are standardised; absent for classes. */
  readonly targetScaling?: TargetScaling;
}

/** Standardised targets are (target − mean) / deviation. Saved models have these names. */
export interface TargetScaling {
  readonly mean: number;
  /** Standard deviation. */
  readonly deviation: number;
}

/** @param scaling of the targets of a regression, as returned by `measureTargets` */
export function createObjective(dataset: Dataset, scaling?: TargetScaling): Objective {
  return dataset.targets
    ? regression(dataset.targets, scaling ?? { mean: 0, deviation: 1 })
    : classification(dataset);
}

function classification({ labels, classes }: Dataset): Objective {
  return {
    isClassification: true,
    outputs: classes,
    targetWidth: classes,
    writeTarget: (row, target, offset) => {
      target[offset + labels[row]!] = 1;
    },
    loss: crossEntropy,
    countCorrect: (targets, outputs) =>
      cast(sum(equal(argMax(outputs, 1), argMax(targets, 1))), 'float32') as Scalar,
    scores: (rows, _loss, correct) => ({ acc: correct / rows.length }),
    scoreMetrics: { acc: { direction: 'max' } },
  };
}

function regression(targets: Float32Array, { mean, deviation: stdDev }: TargetScaling): Objective {
  return {
    isClassification: false,
    outputs: 1,
    targetWidth: 1,
    writeTarget: (row, target, offset) => {
      target[offset] = (targets[row]! - mean) / stdDev;
    },
    loss: meanSquaredError,
    countCorrect: () => scalar(0),
    // The loss is in squared units of the standard deviation.
    scores: (rows, loss) => ({
      rmse: Math.sqrt(loss) * stdDev,
      r2: 1 - (loss * stdDev ** 2) / populationVariance(rows, targets),
    }),
    scoreMetrics: { rmse: { direction: 'min' }, r2: { direction: 'max' } },
    targetScaling: { mean, deviation: stdDev },
  };
}

/** Mean and sample standard deviation of the targets of the rows; a deviation of 0 is replaced by 1. */
export function measureTargets(targets: Float32Array, rows: Uint32Array): TargetScaling {
  const mean = rows.reduce((total, row) => total + targets[row]!, 0) / rows.length;
  const stdDev = Math.sqrt((populationVariance(rows, targets) * rows.length) / (rows.length - 1));
  return { mean, deviation: stdDev > 0 ? stdDev : 1 };
}

/** NaN if the targets are constant, for which R² is undefined. */
function populationVariance(rows: Uint32Array, targets: Float32Array): number {
  const mean = rows.reduce((total, row) => total + targets[row]!, 0) / rows.length;
  const variance = rows.reduce((total, row) => total + (targets[row]! - mean) ** 2, 0) / rows.length;
  return variance > 0 ? variance : NaN;
}
