import { partsOfRuns } from '../../runs/run-parts.ts';
import { runStartedAt } from '../../runs/run-list.ts';
import type { Run } from '../../types.ts';
import { groupBy } from '../shared/group-by.ts';

/** The runs of a group and the name of its format. */
interface ReadGroup {
  readonly runs: readonly Run[];
  readonly report: { readonly format: string | null };
}

/**
 * Returns the places of groups such that the groups of each format stand in the order of their start times, among the places
 * that these had; the names of run folders are often random. Groups without a start time keep their places, and so do the
 * runs within a group, whose order the tool chose.
 */
export function placesByTime(groups: readonly ReadGroup[]): number[] {
  const places = groups.map((_, place) => place);
  const timed = groups.flatMap(({ runs, report }, place) => {
    const time = earliest(runs);
    return Number.isNaN(time) ? [] : [{ place, time, format: report.format }];
  });
  for (const ofFormat of groupBy(timed, ({ format }) => format).values()) {
    const sorted = ofFormat.toSorted((a, b) => a.time - b.time);
    for (const [i, { place }] of ofFormat.entries()) places[place] = sorted[i]!.place;
  }
  return places;
}

/** Returns the earliest start of runs in milliseconds since 1970, of a large table that of its first run; NaN if there is none. */
function earliest(runs: readonly Run[]): number {
  const times = partsOfRuns(runs).flatMap((part) =>
    part.kind === 'list'
      ? part.runs.map(({ started }) => timeOf(started))
      : timeOf(runStartedAt(part.columns, 0)),
  );
  return times.reduce((least, time) => (time < least || Number.isNaN(least) ? time : least), NaN);
}

function timeOf(started: string | null): number {
  return started === null ? NaN : Date.parse(started);
}
