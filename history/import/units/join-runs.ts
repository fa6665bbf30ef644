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
  const ids = uniqueNames(units.flatMap(({ runs }) => runs.map(({ id }) => id)));
  const known = new Set(ids);
  let at = 0;
  const joined = units.map(({ runs, report }): ReadUnit => {
    const fresh = ids.slice(at, (at += runs.length));
    // Of several runs that a file calls the same, the first is the one that others descend from.
    const own = new Map(runs.map(({ id }, i) => [id, fresh[i]!] as const).reverse());
    let lost = 0;
    const renamed = runs.map((run, i): Run => {
      const parent = run.parent === null ? null : (own.get(run.parent) ?? run.parent);
      const isLost = parent !== null && !known.has(parent);
      if (isLost) lost++;
      return { ...run, id: fresh[i]!, parent: isLost ? null : parent };
    });
    const note = `${lost === 1 ? 'One run' : `${String(lost)} runs`} came from a run that is not among these files.`;
    const notes = lost > 0 ? [...report.notes, note] : report.notes;
    return { runs: renamed, report: { ...report, runs: fresh, notes } };
  });
  return { runs: joined.flatMap(({ runs }) => runs), reports: joined.map(({ report }) => report) };
}
