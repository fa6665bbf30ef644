import type { Run } from '../../history/index.ts';

/** How a run of a search ended, or that it runs. In the order in which counts of them are shown. */
export const RUN_STATES = [
  'completed',
  'running',
  'pruned',
  'stopped',
  'diverged',
  'failed',
  'unknown',
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** The state of a run. Optuna stops a run only to prune it. */
export function stateOf({ status, source }: Pick<Run, 'status' | 'source'>): RunState {
  return status === 'stopped' && source.format.startsWith('optuna') ? 'pruned' : status;
}

/**
 * Whether the value of a run in a state can be the best of a search. As in Optuna, that of a pruned or failed run cannot:
 * it is from a moment before the end.
 */
export function countsTowardsBest(state: RunState): boolean {
  return state !== 'pruned' && state !== 'failed' && state !== 'diverged';
}
