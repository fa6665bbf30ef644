import { isBetter, worst } from './best.ts';
import { setOwn } from './own.ts';
import type { Dictionary, EpochRecord, MetricDefinition, RecordValue, Run } from './types.ts';

/** Adds best-so-far flags to the records of one run, one record at a time and in order. */
export interface BestTracker {
  /**
   * Returns the record with `<metric>_best` after each of its metrics that has a direction: true if the value is strictly
   * better than in every record added before. An existing flag is replaced.
   */
  add(record: EpochRecord): EpochRecord;
}

/** Returns the name of a metric's best-so-far flag. */
export function flagOf(metric: string): string {
  return `${metric}_best`;
}

/**
 * Creates a tracker without records. A metric without a direction gets no flag, nor does one whose flag would have the
 * name of another metric (`loss` if there is a metric `loss_best`).
 */
export function createBestTracker(metrics: Dictionary<MetricDefinition>): BestTracker {
  const flagged = new Map<string, { best: number; direction: 'min' | 'max' }>();
  for (const [metric, { direction }] of Object.entries(metrics)) {
    if (direction === 'none' || Object.hasOwn(metrics, flagOf(metric))) continue;
    flagged.set(metric, { best: worst(direction), direction });
  }
  const addedFlags = new Set([...flagged.keys()].map(flagOf));

  return {
    add(record) {
      const added: Record<string, RecordValue> = {};
      for (const key of Object.keys(record)) {
        // A flag that was there already is kept only if the record lacks its metric.
        if (addedFlags.has(key) && Object.hasOwn(record, key.slice(0, -flagOf('').length))) continue;
        const value = record[key]!;
        setOwn(added, key, value);
        const seen = flagged.get(key);
        if (!seen) continue;
        const better = isBetter(value, seen.best, seen.direction);
        if (better) seen.best = value;
        setOwn(added, flagOf(key), better);
      }
      return added as EpochRecord;
    },
  };
}

/** Returns the run with the flags of all its records recomputed. */
export function withBestFlags(run: Run): Run {
  const tracker = createBestTracker(run.metrics);
  return { ...run, records: run.records.map((record) => tracker.add(record)) };
}
