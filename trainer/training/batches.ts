import { dispose, tensor2d } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { isMostlyZero } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import { createByteTable, createRowWriter } from '../data/standardise.ts';
import type { Scaling } from '../data/standardise.ts';
import { disposeOfRows, lookup, multipliesBytes, uploadByteRows } from '../kernels/index.ts';
import type { DataRows } from '../kernels/index.ts';
import type { Objective } from './objective.ts';
import { createResidentData } from './resident.ts';

/** Rows on the backend, ready for training. Free it with `disposeOfBatch`. */
export interface Batch {
  readonly size: number;
  /** size × dimensions, standardised */
  readonly inputs: DataRows;
  /** The expected outputs: size × classes, or size × 1 for a regression. */
  readonly targets: Tensor2D;
}

export function disposeOfBatch({ inputs, targets }: Batch): void {
  disposeOfRows(inputs);
  dispose(targets);
}

export interface BatchMaker {
  /** Uploads the given rows to the backend. */
  readonly makeBatch: (rows: Uint32Array) => Batch;
  /** Frees the data that it keeps on the backend. */
  dispose(): void;
}

/**
 * On a GPU the whole data set is uploaded once. Elsewhere batches are standardised and uploaded one at a time: MNIST in
 * float32 would take 188 MB of WebAssembly memory per worker, and gathering rows there is not faster.
 */
export function createBatchMaker(dataset: Dataset, scaling: Scaling, objective: Objective): BatchMaker {
  const resident = createResidentData(dataset, scaling, objective);
  if (resident) {
    return {
      makeBatch: (rows) => ({ size: rows.length, ...resident.pick(rows) }),
      dispose: resident.dispose,
    };
  }
  const { targetWidth } = objective;
  const makeInputs = createInputMaker(dataset, scaling);
  const makeBatch = (rows: Uint32Array): Batch => {
    // New arrays each time, since a backend may keep the array and upload it later.
    const targets = new Float32Array(rows.length * targetWidth);
    for (const [i, row] of rows.entries()) objective.writeTarget(row, targets, i * targetWidth);
    return {
      size: rows.length,
      inputs: makeInputs(rows),
      targets: tensor2d(targets, [rows.length, targetWidth]),
    };
  };
  return { makeBatch, dispose: () => undefined };
}

/**
 * Bytes with a common scaling are uploaded as bytes, with a table of the 256 standardised values. They are multiplied
 * as bytes if most are 0 and the backend supports it. The choice depends on the data set, not on the rows.
 */
function createInputMaker(dataset: Dataset, scaling: Scaling): (rows: Uint32Array) => DataRows {
  const { features, dimensions } = dataset;
  if (features instanceof Uint8Array && scaling.mean.length === 1) {
    const table = createByteTable(scaling);
    const gather = (rows: Uint32Array, bytes: Uint8Array) => {
      for (const [i, row] of rows.entries()) {
        bytes.set(features.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
      }
    };
    if (multipliesBytes() && isMostlyZero(dataset)) {
      return (rows) => uploadByteRows((bytes) => gather(rows, bytes), table, [rows.length, dimensions]);
    }
    return (rows) => {
      const bytes = new Uint8Array(rows.length * dimensions);
      gather(rows, bytes);
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

/** Splits the rows into consecutive batches of `size`; the last one may be smaller. */
export function* inBatches(rows: Uint32Array, size: number): Generator<Uint32Array> {
  for (let start = 0; start < rows.length; start += size) yield rows.subarray(start, start + size);
}
