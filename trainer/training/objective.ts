import { argMax, cast, equal, scalar, sum } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import type { Dictionary, MetricDefinition } from '../../history/index.ts';
import type { Dataset } from '../data/dataset.ts';
import { crossEntropy } from '../model/cross-entropy.ts';
import { meanSquaredError } from '../model/mean-squared-error.ts';

/** What a network is trained for: classes by cross-entropy, or numbers by their mean squared error. */
export interface Objective {
  /** Whether the loss is the cross-entropy of classes; else it is the squared error of numbers. */
  readonly isClassification: boolean;
  /** Columns of the network's output. */
  readonly outputs: number;
  /** Columns of what it is compared with. */
  readonly targetWidth: number;
  /** Writes what the row should give into `target` from `offset` on. */
  writeTarget(row: number, target: Float32Array, offset: number): void;
  /** Mean loss of the rows. */
  loss(targets: Tensor2D, outputs: Tensor2D): Scalar;
  /** How many rows are classified rightly; 0 for numbers. */
  countRight(targets: Tensor2D, outputs: Tensor2D): Scalar;
  /** The scores of a set of rows, without a prefix: `acc`, or `rmse` and `r2`. */
  scores(rows: Uint32Array, loss: number, right: number): Dictionary<number>;
  /** What `scores` gives, and what is better. */
  readonly scoreMetrics: Dictionary<MetricDefinition>;
  /** How numbers are brought to mean 0 and deviation 1 for training; left out for classes. */
  readonly targetScaling?: TargetScaling;
}

/** A number is trained on as (number − mean) / deviation. */
export interface TargetScaling {
  readonly mean: number;
  readonly deviation: number;
}

/** @param scaling of the numbers of a regression, as `measureTargets` gives it */
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
    countRight: (targets, outputs) =>
      cast(sum(equal(argMax(outputs, 1), argMax(targets, 1))), 'float32') as Scalar,
    scores: (rows, _loss, right) => ({ acc: right / rows.length }),
    scoreMetrics: { acc: { direction: 'max' } },
  };
}

function regression(targets: Float32Array, { mean, deviation }: TargetScaling): Objective {
  return {
    isClassification: false,
    outputs: 1,
    targetWidth: 1,
    writeTarget: (row, target, offset) => {
      target[offset] = (targets[row]! - mean) / deviation;
    },
    loss: meanSquaredError,
    countRight: () => scalar(0),
    // The loss is in units of the deviation, squared.
    scores: (rows, loss) => ({
      rmse: Math.sqrt(loss) * deviation,
      r2: 1 - (loss * deviation ** 2) / populationVariance(rows, targets),
    }),
    scoreMetrics: { rmse: { direction: 'min' }, r2: { direction: 'max' } },
    targetScaling: { mean, deviation },
  };
}

/** Mean and sample deviation of the targets of the rows; the deviation of equal ones is taken as 1. */
export function measureTargets(targets: Float32Array, rows: Uint32Array): TargetScaling {
  const mean = rows.reduce((total, row) => total + targets[row]!, 0) / rows.length;
  const deviation = Math.sqrt((populationVariance(rows, targets) * rows.length) / (rows.length - 1));
  return { mean, deviation: deviation > 0 ? deviation : 1 };
}

/** NaN where the targets do not vary: there is nothing to explain, and R² is not defined. */
function populationVariance(rows: Uint32Array, targets: Float32Array): number {
  const mean = rows.reduce((total, row) => total + targets[row]!, 0) / rows.length;
  const variance = rows.reduce((total, row) => total + (targets[row]! - mean) ** 2, 0) / rows.length;
  return variance > 0 ? variance : NaN;
}
