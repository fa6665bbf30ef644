import { hasConfigurations, type RunSet, type Table } from '../../../history/index.ts';
import { nameList, type LinkedSetting } from '../../../viz/index.ts';

/** The runs that plot and views show: all but some, or only some. */
export interface RunVisibility {
  /** Whether only `runs` are shown; else all others are. */
  readonly only: boolean;
  /** Ids of runs. */
  readonly runs: readonly string[];
}

export const allShown: RunVisibility = { only: false, runs: [] };

/** Returns a function that says whether the run with an id is shown. */
export function visibilityTest({ only, runs }: RunVisibility): (id: string) => boolean {
  const named = new Set(runs);
  return (id) => named.has(id) === only;
}

/** Shows or hides runs; the others stay as they are. */
export function withShown(
  { only, runs }: RunVisibility,
  ids: readonly string[],
  isShown: boolean,
): RunVisibility {
  const changed = new Set(ids);
  const others = runs.filter((id) => !changed.has(id));
  return { only, runs: isShown === only ? [...others, ...changed] : others };
}

/**
 * Per row of a table 1 if it is hidden; null if no row is. A configuration is hidden if all its runs are.
 * @param set the runs of the table
 */
export function hiddenRows(table: Table, set: RunSet, visibility: RunVisibility): Uint8Array | null {
  if (!visibility.only && visibility.runs.length === 0) return null;
  const isShown = visibilityTest(visibility);
  const isRunHidden = Uint8Array.from(set.ids(), (id) => (isShown(id) ? 0 : 1));
  return Uint8Array.from({ length: table.length }, (_, row) => {
    if (!hasConfigurations(table)) return isRunHidden[table.runIndex[row]!]!;
    return table.members[row]!.every((run) => isRunHidden[run] === 1) ? 1 : 0;
  });
}

/** `runs.hidden=a,b` or `runs.only=a,b`. */
export const visibilitySetting: LinkedSetting<RunVisibility> = {
  initial: allShown,
  link: [
    {
      keys: ['runs.hidden'],
      write: ({ only, runs }) => (only || runs.length === 0 ? null : nameList.write([...runs])),
      read: (text, _, skip) => ({ only: false, runs: nameList.read(text, skip) }),
    },
    {
      keys: ['runs.only'],
      write: ({ only, runs }) => (only ? nameList.write([...runs]) : null),
      read: (text, _, skip) => ({ only: true, runs: nameList.read(text, skip) }),
    },
  ],
};
