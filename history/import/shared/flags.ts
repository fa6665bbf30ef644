import { isBetter, worst } from '../../best.ts';
import { createBestTracker, flagOf } from '../../best-flags.ts';
import { inferDirection } from '../../direction.ts';
import type { Direction, Run } from '../../types.ts';
import type { Context } from '../types.ts';

/** One run's values of a metric, and what its file says of each: whether it was the best so far. */
export interface FlaggedValues {
  readonly values: readonly unknown[];
  readonly flags: readonly unknown[];
}

/**
 * Which way a metric is better. The flags of a file decide where only one direction explains them, since the one who
 * wrote them knew; otherwise the name does.
 * @param runs what the runs of the file have of the metric and its flag
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

/** The runs with flags for those metrics of which their file says nothing; flags of the file stay as they are. */
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

/** That the flags of those metrics are not the file's. */
export function describeAdded(metrics: ReadonlySet<string>): string {
  const names = [...metrics].map((name) => `"${name}"`).join(', ');
  return `The file does not mark what is best so far; that is added for ${names}.`;
}

/**
 * Returns, by metric, the epochs at which a flag of the file is not what `isBetter` says. Metrics of which all flags are
 * right, and those without a direction, are absent.
 */
export function oddFlags(run: Run): ReadonlyMap<string, readonly number[]> {
  // One tracker for all metrics: one for each would compute every record anew for every metric.
  const tracker = createBestTracker(run.metrics);
  const odd = new Map<string, number[]>();
  for (const record of run.records) {
    const ours = tracker.add(record);
    for (const metric of Object.keys(record)) {
      if (!Object.hasOwn(run.metrics, metric)) continue;
      const flag = flagOf(metric);
      if (!Object.hasOwn(record, flag) || typeof record[flag] !== 'boolean' || ours[flag] === record[flag])
        continue;
      const epochs = odd.get(metric);
      if (epochs) epochs.push(record.epoch);
      else odd.set(metric, [record.epoch]);
    }
  }
  return odd;
}
