import type { Dictionary, Distribution, EpochRecord, Run } from '../../types.ts';
import type { Context } from '../types.ts';

/**
 * The runs with epochs counted from 1, where the tool that wrote them counts from 0: one file's epoch 0 is another's
 * epoch 1, and lines of several tools are to stand beside each other. `source.firstEpoch` keeps where the file begins.
 */
export function countFromOne(runs: readonly Run[], { note }: Pick<Context, 'note'>): Run[] {
  const isFromZero = runs.some(({ records }) => records[0]?.epoch === 0);
  const isCounted = runs.every(({ records }) => records.every(({ epoch }) => Number.isInteger(epoch)));
  if (!isFromZero || !isCounted) return [...runs];
  note('Epochs are counted from 1 here, from 0 in the file.');
  return runs.map((run) => ({
    ...run,
    source: { ...run.source, firstEpoch: 0 },
    records: run.records.map((record): EpochRecord => ({ ...record, epoch: record.epoch + 1 })),
    ...(run.distributions ? { distributions: later(run.distributions) } : {}),
  }));
}

function later(distributions: Dictionary<Distribution>): Dictionary<Distribution> {
  return Object.fromEntries(
    Object.entries(distributions).map(([name, each]) => [
      name,
      { ...each, epochs: each.epochs.map((epoch) => epoch + 1) },
    ]),
  );
}
