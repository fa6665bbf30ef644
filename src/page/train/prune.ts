import { hasConfigurations, type Run, type Table } from '../../../history/index.ts';
import type { QueuedRun } from './running/training.svelte.ts';

/**
 * The runs that a selection of rows holds, as indices in the history. A row per epoch shows where a run has been: a run is
 * selected if its latest row is, as otherwise the first epochs of good runs would select them.
 *
 * @param selection the selected rows
 * @param runCount the number of runs in the history
 */
export function runsSelectedNow(table: Table, selection: Uint32Array, runCount: number): Set<number> {
  if (hasConfigurations(table))
    return new Set(Array.from(selection).flatMap((row) => [...table.members[row]!]));
  const latest = new Int32Array(runCount);
  for (let row = 0; row < table.length; row++) latest[table.runIndex[row]!] = row;
  const found = new Set<number>();
  for (const row of selection) {
    const run = table.runIndex[row]!;
    if (latest[run] === row) found.add(run);
  }
  return found;
}

/** The fits of the queue that stopping these runs ends: their own, or all folds if the run is a cross-validation. */
export function fitsToStop(queue: readonly QueuedRun[], ids: ReadonlySet<string>): QueuedRun[] {
  return queue.filter(
    ({ id, parent, state }) => state !== 'ended' && (ids.has(id) || (parent !== null && ids.has(parent))),
  );
}

/** The epochs that fits have not trained yet: the budget that is freed by stopping them. */
export function epochsLeft(fits: readonly QueuedRun[], runs: readonly Run[]): number {
  const trained = new Map(runs.map(({ id, records }) => [id, records.length]));
  return fits.reduce((sum, { id, epochs }) => sum + Math.max(0, epochs - (trained.get(id) ?? 0)), 0);
}

/** Such as `Stopped 2 runs; 12 epochs are not trained. Next: tanh and 3 more.` */
export function describePruned(
  stopped: readonly QueuedRun[],
  epochs: number,
  queue: readonly QueuedRun[],
): string {
  const some = (count: number, what: string) =>
    `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
  const freed = `Stopped ${some(stopped.length, 'run')}; ${some(epochs, 'epoch')} ${epochs === 1 ? 'is' : 'are'} not trained.`;
  const isStopped = new Set(stopped.map(({ index }) => index));
  const waiting = queue.filter(({ index, state }) => state === 'queued' && !isStopped.has(index));
  const [next, ...others] = waiting;
  if (!next) return `${freed} No other run is queued.`;
  return `${freed} Next: ${next.name}${others.length === 0 ? '' : ` and ${others.length.toLocaleString('en')} more`}.`;
}
