import type { Dictionary, Distribution, EpochRecord, Run } from '../../types.ts';
import type { Context } from '../types.ts';

/**
 * Returns the runs with epochs counted from 1 if the tool counts from 0, so that runs of several tools are comparable.
 * `source.firstEpoch` keeps the number in the file.
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
    ...(run.distributions ? { distributions: shiftEpochs(run.distributions) } : {}),
    ...(run.batches ? { batches: run.batches.map((each) => ({ ...each, epoch: each.epoch + 1 })) } : {}),
  }));
}

function shiftEpochs(distributions: Dictionary<Distribution>): Dictionary<Distribution> {
  return Object.fromEntries(
    Object.entries(distributions).map(([name, each]) => [
      name,
      { ...each, epochs: each.epochs.map((epoch) => epoch + 1) },
    ]),
  );
}
