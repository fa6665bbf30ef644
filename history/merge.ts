import type { History, Run } from './types.ts';
import { writeRun } from './write.ts';

/**
 * The runs of `a`, then those of `b`. A run of `b` whose id `a` has already gets a new id (`relu-2`), and its children
 * follow it; `a` stays as it is. Nothing is ever dropped, so importing a file twice gives its runs twice: ask
 * `findDuplicates` first where that is not wanted.
 */
export function mergeHistories(a: History, b: History): History {
  const taken = new Set([...a.runs, ...b.runs].map(({ id }) => id));
  const ofA = new Set(a.runs.map(({ id }) => id));
  const renamed = new Map<string, string>();
  for (const { id } of b.runs) {
    if (!ofA.has(id)) continue;
    const fresh = freeId(id, taken);
    taken.add(fresh);
    renamed.set(id, fresh);
  }
  const runs = b.runs.map((run) => ({
    ...run,
    id: renamed.get(run.id) ?? run.id,
    parent: run.parent === null ? null : (renamed.get(run.parent) ?? run.parent),
  }));
  return { version: a.version, runs: [...a.runs, ...runs] };
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count++) {
    const candidate = `${id}-${String(count)}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/**
 * Ids of the runs of `b` that `a` holds already: same content, whatever the ids, the parents and the file's name. Two
 * runs that happened to give the very same numbers, durations included, count as the same one.
 */
export function findDuplicates(a: History, b: History): readonly string[] {
  const known = new Set(a.runs.map(contentOf));
  return b.runs.filter((run) => known.has(contentOf(run))).map(({ id }) => id);
}

function contentOf(run: Run): string {
  return writeRun({ ...run, id: '', parent: null, source: { format: '', file: null } });
}
