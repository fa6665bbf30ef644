import { dispose } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Dictionary } from '../../history/index.ts';
import type { Network } from '../model/network.ts';
import { disposeOfBatch, inBatches } from './batches.ts';
import type { Batch, BatchMaker } from './batches.ts';
import type { Objective } from './objective.ts';
import { readAndDispose, validationStep } from './steps.ts';

/**
 * Maximum number of steps queued on the backend. Large, since each read stalls a GPU, but bounded, so that the reported
 * progress stays accurate and stopping is quick.
 */
const MAX_PENDING_STEPS = 1024;

/** Validation takes no optimiser steps, so larger batches save launches. */
const VALIDATION_ROWS = 1024;

export interface EpochOptions {
  readonly batchSize: number;
  readonly makeBatch: BatchMaker['makeBatch'];
  /** Awaited before each batch; resolves to false to stop. */
  readonly shouldContinue: () => Promise<boolean>;
}

/** The mean loss of rows, and that of each batch of them with its number of rows. */
export interface EpochLoss {
  readonly loss: number;
  readonly losses: readonly number[];
  readonly sizes: readonly number[];
}

/**
 * Takes a step on each batch of the rows, in order.
 *
 * @param step takes one step, and returns the mean loss of the batch before it; batches are counted from 0
 * @returns mean of the losses, weighted by batch size; null if stopped
 */
export async function trainEpoch(
  rows: Uint32Array,
  options: EpochOptions,
  step: (batch: Batch, index: number) => Scalar,
): Promise<EpochLoss | null> {
  let done = 0;
  const results = await eachBatch(rows, options, (batch) => step(batch, done++));
  return results && epochLoss(results, rows.length, options.batchSize);
}

/**
 * @param isBatched whether the batches have `batchSize` rows also where larger ones are faster
 * @returns mean loss of the rows and the scores of the objective; null if stopped
 */
export async function validate(
  network: Network,
  objective: Objective,
  rows: Uint32Array,
  options: EpochOptions,
  isBatched = false,
): Promise<(EpochLoss & { readonly scores: Dictionary<number> }) | null> {
  const batchSize = isBatched ? options.batchSize : Math.max(options.batchSize, VALIDATION_ROWS);
  const results = await eachBatch(rows, { ...options, batchSize }, (batch) =>
    validationStep(network, objective, batch),
  );
  if (!results) return null;
  const losses = results.filter((_, i) => i % 2 === 0);
  const correct = results.filter((_, i) => i % 2 === 1).reduce((sum, count) => sum + count, 0);
  const found = epochLoss(losses, rows.length, batchSize);
  return { ...found, scores: objective.scores(rows, found.loss, correct) };
}

/** Calls `work` for each batch of the rows, and reads the returned tensors, in order; null if stopped. */
async function eachBatch(
  rows: Uint32Array,
  { batchSize, makeBatch, shouldContinue }: EpochOptions,
  work: (batch: Batch) => Tensor,
): Promise<number[] | null> {
  const values: number[] = [];
  const unread: Tensor[] = [];
  try {
    for (const batchRows of inBatches(rows, batchSize)) {
      if (!(await shouldContinue())) return null;
      const batch = makeBatch(batchRows);
      unread.push(work(batch));
      disposeOfBatch(batch);
      if (unread.length < MAX_PENDING_STEPS) continue;
      values.push(...(await readAndDispose(unread.splice(0))));
    }
    if (unread.length > 0) values.push(...(await readAndDispose(unread.splice(0))));
    return values;
  } finally {
    dispose(unread);
  }
}

function epochLoss(losses: readonly number[], rows: number, batchSize: number): EpochLoss {
  const sizes = losses.map((_, batch) => Math.min(batchSize, rows - batch * batchSize));
  const loss = losses.reduce((sum, each, batch) => sum + each * sizes[batch]!, 0) / rows;
  return { loss, losses, sizes };
}
