import { cellAt } from './columnar/cells.ts';
import { rangeOf } from './columnar/record-list.ts';
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
  if (a.runs.length === 0) return [];
  const known = new Map<string, Run[]>();
  for (const run of a.runs) {
    const content = contentOf(run);
    known.set(content, [...(known.get(content) ?? []), run]);
  }
  const isKnown = (run: Run) =>
    known.get(contentOf(run))?.some((other) => isSameColumns(other, run)) ?? false;
  return b.runs.filter(isKnown).map(({ id }) => id);
}

/** What a run says, as text; of records that are columns, how many there are. */
function contentOf(run: Run): string {
  const range = rangeOf(run.records);
  const records = range ? [] : run.records;
  const text = writeRun({ ...run, id: '', parent: null, source: { format: '', file: null }, records });
  return range ? `${text} ${String(run.records.length)}` : text;
}

/** Whether records that are columns in both are the same; as lists, their texts have been compared. */
function isSameColumns(a: Run, b: Run): boolean {
  const [ours, theirs] = [rangeOf(a.records), rangeOf(b.records)];
  if (!ours || !theirs) return ours === theirs;
  if (ours.columns.length !== theirs.columns.length) return false;
  return ours.columns.every(({ name, cells }, index) => {
    const other = theirs.columns[index]!;
    if (other.name !== name) return false;
    for (let i = 0; i < a.records.length; i++) {
      if (!Object.is(cellAt(cells, ours.start + i), cellAt(other.cells, theirs.start + i))) return false;
    }
    return true;
  });
}
