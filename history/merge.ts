import type { History } from './types.ts';

/** The runs of both histories, `a` untouched. */
export function mergeHistories(a: History, b: History): History {
  return { ...a, runs: [...a.runs, ...b.runs] };
}

/** Ids of the runs of `b` whose content `a` holds already. */
export function findDuplicates(a: History, b: History): readonly string[] {
  return b.runs.filter((run) => a.runs.some(({ id }) => id === run.id)).map(({ id }) => id);
}
