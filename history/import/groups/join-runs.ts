import { idsOfRuns, joinRunLists, renameRuns } from '../../runs/run-parts.ts';
import type { Run } from '../../types.ts';
import { uniqueNames } from '../../unique.ts';
import type { FileReport } from '../import-files.ts';

/** The runs of a group and its report. */
interface ReadGroup {
  readonly runs: readonly Run[];
  readonly report: FileReport;
}

/**
 * Joins the runs of all groups into one list with unique ids and existing parents. Repeated ids get a number. A parent may be
 * a run of another group; a parent that does not exist is removed, with a note.
 */
export function joinRuns(groups: readonly ReadGroup[]): {
  runs: readonly Run[];
  reports: readonly FileReport[];
} {
  const own = groups.map(({ runs }) => idsOfRuns(runs));
  const all = own.flat();
  const known = new Set(all);
  const areUnique = known.size === all.length;
  const ids = areUnique ? all : uniqueNames(all);
  if (!areUnique) for (const id of ids) known.add(id);
  let at = 0;
  const joined = groups.map(({ runs, report }, group): ReadGroup => {
    const fresh = ids.slice(at, (at += runs.length));
    // If a file has several runs with the same id, its children belong to the first.
    const renamed = new Map<string, string>();
    for (const [i, id] of own[group]!.entries()) {
      if (!renamed.has(id) && !areUnique) renamed.set(id, fresh[i]!);
    }
    let lost = 0;
    const parentOf = (parent: string) => {
      const id = renamed.get(parent) ?? parent;
      if (known.has(id)) return id;
      lost++;
      return null;
    };
    const named = renameRuns(runs, areUnique ? null : fresh, parentOf);
    const note = `${lost === 1 ? 'One run' : `${String(lost)} runs`} came from a run that is not in these files.`;
    const notes = lost > 0 ? [...report.notes, note] : report.notes;
    return { runs: named, report: { ...report, runs: fresh, notes } };
  });
  return { runs: joinRunLists(joined.map(({ runs }) => runs)), reports: joined.map(({ report }) => report) };
}
