import { tensor2d } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Dataset } from '../data/dataset.ts';
import { createByteTable, createRowWriter } from '../data/standardise.ts';
import type { Scaling } from '../data/standardise.ts';
import { lookup } from '../kernels/index.ts';
import type { Objective } from './objective.ts';

/** Some rows on the backend, ready to train on. Whoever made it disposes of its tensors. */
export interface Batch {
  readonly size: number;
  /** size × dimensions, standardised */
  readonly inputs: Tensor2D;
  /** What the outputs should be: size × classes, or size × 1 for a regression. */
  readonly targets: Tensor2D;
}

/** Uploads the given rows. */
export type BatchMaker = (rows: Uint32Array) => Batch;

/**
 * Batches are standardised and uploaded one at a time: MNIST in float32 would take 188 MB on the backend, and
 * gathering there costs as much as this.
 */
export function createBatchMaker(dataset: Dataset, scaling: Scaling, objective: Objective): BatchMaker {
  const { targetWidth } = objective;
  const makeInputs = createInputMaker(dataset, scaling);
  return (rows) => {
    // New arrays each time, since a backend may keep the one that it is given and upload it later.
    const targets = new Float32Array(rows.length * targetWidth);
    for (const [i, row] of rows.entries()) objective.writeTarget(row, targets, i * targetWidth);
    return {
      size: rows.length,
      inputs: makeInputs(rows),
      targets: tensor2d(targets, [rows.length, targetWidth]),
    };
  };
}

/** Bytes under one scaling go to the backend as bytes, with a table of the 256 inputs that they stand for. */
function createInputMaker(dataset: Dataset, scaling: Scaling): (rows: Uint32Array) => Tensor2D {
  const { features, dimensions } = dataset;
  if (features instanceof Uint8Array && scaling.mean.length === 1) {
    const table = createByteTable(scaling);
    return (rows) => {
      const bytes = new Uint8Array(rows.length * dimensions);
      for (const [i, row] of rows.entries()) {
        bytes.set(features.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
      }
      return lookup(bytes, table, [rows.length, dimensions]);
    };
  }
  const writeRow = createRowWriter(dataset, scaling);
  return (rows) => {
    const inputs = new Float32Array(rows.length * dimensions);
    for (const [i, row] of rows.entries()) writeRow(row, inputs, i * dimensions);
    return tensor2d(inputs, [rows.length, dimensions]);
  };
}

/** The rows in order in pieces of `size`, the last one with what is left. */
export function* inBatches(rows: Uint32Array, size: number): Generator<Uint32Array> {
  for (let start = 0; start < rows.length; start += size) yield rows.subarray(start, start + size);
}
