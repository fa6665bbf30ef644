import {
  findDuplicates,
  FORMAT_VERSION,
  mergeHistories,
  type History,
  type Run,
} from '../../../history/index.ts';

/** What the runs of some files are called in the library, by what they are called in the files. */
export type Ids = ReadonlyMap<string, string>;

export const NO_IDS: Ids = new Map();

/** A history after a change, and what the runs that came are called in it. */
export interface Changed {
  readonly history: History;
  readonly ids: Ids;
}

/** Adds the runs of `added`; one whose id is taken already gets another. */
export function addRuns(own: History, added: History): Changed {
  const history = mergeHistories(own, added);
  return {
    history,
    ids: new Map(added.runs.map(({ id }, i) => [id, history.runs[own.runs.length + i]!.id])),
  };
}

/** Puts runs in the place of those that the same files gave before, which have `ids` here; new ones come behind. */
export function replaceRuns(own: History, read: History, ids: Ids): Changed {
  const place = new Map(own.runs.map(({ id }, index) => [id, index]));
  const runs = [...own.runs];
  const added: Run[] = [];
  for (const run of read.runs) {
    const index = place.get(ids.get(run.id) ?? run.id) ?? -1;
    const before = runs[index];
    // Runs that were here before the folder was given again are known by their file.
    if (before && (ids.has(run.id) || before.source.file === run.source.file)) {
      const parent = run.parent === null ? null : (ids.get(run.parent) ?? before.parent);
      runs[index] = { ...run, id: before.id, parent };
    } else added.push(run);
  }
  const changed = addRuns({ version: FORMAT_VERSION, runs }, { version: FORMAT_VERSION, runs: added });
  return { history: changed.history, ids: new Map([...ids, ...changed.ids]) };
}

/** The history without those runs. A run that came from one of them is a run of its own. */
export function withoutRuns({ runs, version }: History, gone: Iterable<string>): History {
  const left = new Set(gone);
  return orphaned({ version, runs: runs.filter(({ id }) => !left.has(id)) });
}

/** What of a history is new, and the ids of what is known already. */
export function newRuns(
  own: History,
  read: History,
): { readonly history: History; readonly known: ReadonlySet<string> } {
  const known = new Set(findDuplicates(own, read));
  return { history: withoutRuns(read, known), known };
}

function orphaned({ runs, version }: History): History {
  const ids = new Set(runs.map(({ id }) => id));
  return {
    version,
    runs: runs.map((run) => (run.parent !== null && !ids.has(run.parent) ? { ...run, parent: null } : run)),
  };
}
