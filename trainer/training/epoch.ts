import { dispose } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Dictionary } from '../../history/index.ts';
import type { Network } from '../model/network.ts';
import { disposeOfBatch, inBatches } from './batches.ts';
import type { Batch, BatchMaker } from './batches.ts';
import type { Objective } from './objective.ts';
import { readAndDispose, validationStep } from './steps.ts';

/**
 * How many steps may wait for the backend: all of an epoch, since each reading from a GPU stops it, but no more, so that
 * the progress shown stays near the truth and a stop quick.
 */
const STEPS_AHEAD = 1024;

/** Validation takes no step, so its batches may be larger, which spares launches. */
const VALIDATION_ROWS = 1024;

export interface EpochOptions {
  readonly batchSize: number;
  readonly makeBatch: BatchMaker['makeBatch'];
  /** Comes true when the next batch may start; false to stop before it. */
  readonly mayGoOn: () => Promise<boolean>;
}

/**
 * Takes a step on each batch of the rows, in their order.
 *
 * @param step takes one, and gives the mean loss of the batch before it; batches are counted from 0
 * @returns mean of the losses, weighted by the batches' sizes; null when stopped
 */
export async function trainEpoch(
  rows: Uint32Array,
  options: EpochOptions,
  step: (batch: Batch, index: number) => Scalar,
): Promise<number | null> {
  let done = 0;
  const results = await eachBatch(rows, options, (batch) => step(batch, done++));
  return results && weightedMean(results, rows.length, options.batchSize);
}

/** @returns mean loss of the rows and the scores of the objective; null when stopped */
export async function validate(
  network: Network,
  objective: Objective,
  rows: Uint32Array,
  options: EpochOptions,
): Promise<{ readonly loss: number; readonly scores: Dictionary<number> } | null> {
  const batchSize = Math.max(options.batchSize, VALIDATION_ROWS);
  const results = await eachBatch(rows, { ...options, batchSize }, (batch) =>
    validationStep(network, objective, batch),
  );
  if (!results) return null;
  const losses = results.filter((_, i) => i % 2 === 0);
  const right = results.filter((_, i) => i % 2 === 1).reduce((sum, count) => sum + count, 0);
  const loss = weightedMean(losses, rows.length, batchSize);
  return { loss, scores: objective.scores(rows, loss, right) };
}

/** Works on the rows batch by batch, and reads what `work` returns, in order; null when stopped. */
async function eachBatch(
  rows: Uint32Array,
  { batchSize, makeBatch, mayGoOn }: EpochOptions,
  work: (batch: Batch) => Tensor,
): Promise<number[] | null> {
  const values: number[] = [];
  const unread: Tensor[] = [];
  try {
    for (const batchRows of inBatches(rows, batchSize)) {
      if (!(await mayGoOn())) return null;
      const batch = makeBatch(batchRows);
      unread.push(work(batch));
      disposeOfBatch(batch);
      if (unread.length < STEPS_AHEAD) continue;
      values.push(...(await readAndDispose(unread.splice(0))));
    }
    if (unread.length > 0) values.push(...(await readAndDispose(unread.splice(0))));
    return values;
  } finally {
    dispose(unread);
  }
}

function weightedMean(losses: readonly number[], rows: number, batchSize: number): number {
  const sizeOf = (batch: number) => Math.min(batchSize, rows - batch * batchSize);
  return losses.reduce((sum, loss, batch) => sum + loss * sizeOf(batch), 0) / rows;
}
