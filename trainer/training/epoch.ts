import { dispose } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Network } from '../model/network.ts';
import type { Optimizer } from '../model/sgd.ts';
import { inBatches } from './batches.ts';
import type { Batch, BatchMaker } from './batches.ts';
import { readAndDispose, trainStep, validationStep } from './steps.ts';

/**
 * How many steps may wait for the backend. A GPU takes orders faster than it works them off; reading the losses of this
 * many steps at a time keeps the progress shown true and a stop quick, and costs little.
 */
const STEPS_AHEAD = 64;

export interface EpochOptions {
  readonly batchSize: number;
  readonly makeBatch: BatchMaker;
  /** Comes true when the next batch may start; false to stop before it. */
  readonly mayGoOn: () => Promise<boolean>;
}

/**
 * Trains on the rows once, in their order.
 *
 * @param onBatch called after each batch with the number of batches done
 * @returns mean of the batches' losses, weighted by their sizes, each taken before its step; null when stopped
 */
export async function trainEpoch(
  network: Network,
  optimizer: Optimizer,
  rows: Uint32Array,
  options: EpochOptions,
  onBatch: (done: number) => void,
): Promise<number | null> {
  let done = 0;
  const results = await eachBatch(rows, options, (batch) => {
    const loss = trainStep(network, optimizer, batch);
    onBatch(++done);
    return loss;
  });
  return results && weightedMean(results, rows.length, options.batchSize);
}

/** @returns loss as in `trainEpoch` and the share of rows classified rightly; null when stopped */
export async function validate(
  network: Network,
  rows: Uint32Array,
  options: EpochOptions,
): Promise<{ readonly loss: number; readonly accuracy: number } | null> {
  const results = await eachBatch(rows, options, (batch) => validationStep(network, batch));
  if (!results) return null;
  const losses = results.filter((_, i) => i % 2 === 0);
  const right = results.filter((_, i) => i % 2 === 1).reduce((sum, count) => sum + count, 0);
  return { loss: weightedMean(losses, rows.length, options.batchSize), accuracy: right / rows.length };
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
      dispose([batch.inputs, batch.oneHot]);
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
