import { idsOfRuns, joinRunLists, renameRuns } from '../../runs/run-parts.ts';
import type { Run } from '../../types.ts';
import { uniqueNames } from '../../unique.ts';
import type { FileReport } from '../import-files.ts';

/** The runs of a unit and what is said of it. */
interface ReadUnit {
  readonly runs: readonly Run[];
  readonly report: FileReport;
}

/**
 * The runs of all units in one list, where ids are unique and parents exist. An id that an earlier unit has already gets
 * a number. A parent may be a run of another unit; one that is nowhere is forgotten, with a note.
 */
export function joinRuns(units: readonly ReadUnit[]): {
  runs: readonly Run[];
  reports: readonly FileReport[];
} {
  const own = units.map(({ runs }) => idsOfRuns(runs));
  const all = own.flat();
  const known = new Set(all);
  const areUnique = known.size === all.length;
  const ids = areUnique ? all : uniqueNames(all);
  if (!areUnique) for (const id of ids) known.add(id);
  let at = 0;
  const joined = units.map(({ runs, report }, unit): ReadUnit => {
    const fresh = ids.slice(at, (at += runs.length));
    // Of several runs that a file calls the same, the first is the one that others descend from.
    const renamed = new Map<string, string>();
    for (const [i, id] of own[unit]!.entries()) {
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
    const note = `${lost === 1 ? 'One run' : `${String(lost)} runs`} came from a run that is not among these files.`;
    const notes = lost > 0 ? [...report.notes, note] : report.notes;
    return { runs: named, report: { ...report, runs: fresh, notes } };
  });
  return { runs: joinRunLists(joined.map(({ runs }) => runs)), reports: joined.map(({ report }) => report) };
}
