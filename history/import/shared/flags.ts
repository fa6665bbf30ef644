import { isBetter, worst } from '../../best.ts';
import { createBestTracker, flagOf } from '../../best-flags.ts';
import { inferDirection } from '../../direction.ts';
import type { Direction, Run } from '../../types.ts';
import type { Context } from '../types.ts';

/** Values of a metric in one run, with the best-so-far flags of the file. */
export interface FlaggedValues {
  readonly values: readonly unknown[];
  readonly flags: readonly unknown[];
}

/**
 * Returns the direction of a metric: the one that explains the flags of the file, if there is only one, else inferred from
 * the name.
 * @param runs the values and flags of the metric in each run
 */
export function directionOf(metric: string, runs: readonly FlaggedValues[]): Direction {
  const isFlagged = runs.some(({ flags }) => flags.some((flag) => typeof flag === 'boolean'));
  const isMin = isFlagged && runs.every((run) => explains('min', run));
  const isMax = isFlagged && runs.every((run) => explains('max', run));
  if (isMin === isMax) return inferDirection(metric);
  return isMin ? 'min' : 'max';
}

function explains(direction: 'min' | 'max', { values, flags }: FlaggedValues): boolean {
  let best = worst(direction);
  return values.every((value, i) => {
    const isBest = isBetter(value, best, direction);
    if (isBest) best = value;
    return typeof flags[i] !== 'boolean' || flags[i] === isBest;
  });
}

/** Adds flags for the metrics without flags in the file; existing flags are unchanged. */
export function withFlags(runs: readonly Run[], { note }: Context): Run[] {
  const added = new Set<string>();
  const flagged = runs.map((run) => {
    const without = Object.entries(run.metrics).filter(([metric, { direction }]) => {
      return direction !== 'none' && !run.records.some((record) => Object.hasOwn(record, flagOf(metric)));
    });
    if (without.length === 0 || run.records.length === 0) return run;
    for (const [metric] of without) added.add(metric);
    const tracker = createBestTracker(Object.fromEntries(without));
    return { ...run, records: run.records.map((record) => tracker.add(record)) };
  });
  if (added.size > 0) note(describeAdded(added));
  return flagged;
}

/** Returns the note that the flags of these metrics were added. */
export function describeAdded(metrics: ReadonlySet<string>): string {
  const names = [...metrics].map((name) => `"${name}"`).join(', ');
  return `Best-so-far flags were added for ${names}.`;
}

/**
 * Returns, by metric, the epochs at which a flag of the file disagrees with `isBetter`. Metrics without such epochs, and
 * those without a direction, are absent.
 */
export function inconsistentFlags(run: Run): ReadonlyMap<string, readonly number[]> {
  // One tracker for all metrics: a tracker per metric would process every record once per metric.
  const tracker = createBestTracker(run.metrics);
  const inconsistent = new Map<string, number[]>();
  for (const record of run.records) {
    const ours = tracker.add(record);
    for (const metric of Object.keys(record)) {
      if (!Object.hasOwn(run.metrics, metric)) continue;
      const flag = flagOf(metric);
      if (!Object.hasOwn(record, flag) || typeof record[flag] !== 'boolean' || ours[flag] === record[flag])
        continue;
      const epochs = inconsistent.get(metric);
      if (epochs) epochs.push(record.epoch);
      else inconsistent.set(metric, [record.epoch]);
    }
  }
  return inconsistent;
}
