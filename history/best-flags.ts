import { isBetter, worst } from './best.ts';
import { setOwn } from './own.ts';
import type { Dictionary, EpochRecord, MetricDefinition, RecordValue, Run } from './types.ts';

/** Sets the flags of one run's records, one record at a time and in their order. */
export interface BestTracker {
  /**
   * The record with `<metric>_best` after each metric that it holds and that has a direction: true where the value
   * is strictly better than in every record added before. A flag that the record already had is replaced.
   */
  add(record: EpochRecord): EpochRecord;
}

/** The name of the flag that belongs to a metric. */
export function flagOf(metric: string): string {
  return `${metric}_best`;
}

/**
 * A tracker that has seen no record yet. A metric without a direction gets no flag, and neither does one whose flag
 * would take the name of another metric (`loss` beside a metric `loss_best`).
 */
export function createBestTracker(metrics: Dictionary<MetricDefinition>): BestTracker {
  const flagged = new Map<string, { best: number; direction: 'min' | 'max' }>();
  for (const [metric, { direction }] of Object.entries(metrics)) {
    if (direction === 'none' || Object.hasOwn(metrics, flagOf(metric))) continue;
    flagged.set(metric, { best: worst(direction), direction });
  }
  const ours = new Set([...flagged.keys()].map(flagOf));

  return {
    add(record) {
      const added: Record<string, RecordValue> = {};
      for (const key of Object.keys(record)) {
        // A flag from elsewhere stays only where no metric beside it says otherwise.
        if (ours.has(key) && Object.hasOwn(record, key.slice(0, -flagOf('').length))) continue;
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

/** The run with the flags of all its records set anew, as if they were added to a tracker one by one. */
export function withBestFlags(run: Run): Run {
  const tracker = createBestTracker(run.metrics);
  return { ...run, records: run.records.map((record) => tracker.add(record)) };
}
