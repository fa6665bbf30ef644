import type { EpochRecord } from '../../history/index.ts';

/** A value of a metric in which two runs differ at an epoch. */
export interface Deviation {
  readonly epoch: number;
  readonly metric: string;
  readonly first: number;
  readonly second: number;
}

/** How far two runs agree, epoch by epoch. */
export interface Agreement {
  /** Number of epochs in which both runs have a value of some metric. */
  readonly epochs: number;
  /** The metrics that both have, in the order of the first run's records. */
  readonly metrics: readonly string[];
  /** The first epoch that deviates; of its metrics, the one that is first in that order. Null if none does. */
  readonly deviation: Deviation | null;
}

/** What records hold besides results: times and counts. */
const NOT_RESULTS = ['epoch', 'dur', 'train_batch_count', 'valid_batch_count'];

/**
 * The first epoch at which two runs differ by more than a tolerance: absolute for values below 1, relative above, that is
 * |a − b| > tolerance · max(1, |a|, |b|). NaN equals NaN, and an infinity equals itself; any other value differs from
 * them. Epochs and metrics that only one of the runs has are not compared. Flags, times and counts are not results.
 *
 * @param tolerance at least 0
 */
export function firstDeviation(
  first: readonly EpochRecord[],
  second: readonly EpochRecord[],
  tolerance: number,
): Agreement {
  const others = new Map(second.map((record) => [record.epoch, record]));
  const metrics = new Set<string>();
  let epochs = 0;
  let deviation: Deviation | null = null;
  for (const record of [...first].sort((a, b) => a.epoch - b.epoch)) {
    const other = others.get(record.epoch);
    if (!other) continue;
    const common = Object.keys(record).filter(
      (name) =>
        !NOT_RESULTS.includes(name) && typeof record[name] === 'number' && typeof other[name] === 'number',
    );
    if (common.length > 0) epochs++;
    for (const metric of common) {
      metrics.add(metric);
      const [a, b] = [record[metric] as number, other[metric] as number];
      if (deviation === null && !isClose(a, b, tolerance))
        deviation = { epoch: record.epoch, metric, first: a, second: b };
    }
  }
  return { epochs, metrics: [...metrics], deviation };
}

function isClose(a: number, b: number, tolerance: number): boolean {
  if (Object.is(a, b)) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}
