import {
  FORMAT_VERSION,
  idsOfRuns,
  partsOfRuns,
  runsOfParts,
  type History,
  type Run,
  type RunColumns,
  type RunPart,
} from '../../../history/index.ts';

/** The unit of storing, removing and restoring: a run, or a table of many runs as columns. */
export type Unit = Run | RunColumns;

export const isColumns = (unit: Unit): unit is RunColumns => 'shapes' in unit;

/** The runs of a table with more runs than this stay one unit when one of them changes, and acts store no more ids. */
export const MAX_SINGLE_RUNS = 10_000;

/** The units of a history in their order. */
export function unitsOf({ runs }: History): Unit[] {
  return partsOfRuns(runs).flatMap((part): readonly Unit[] =>
    part.kind === 'columns' ? [part.columns] : part.runs,
  );
}

/** The inverse of `unitsOf`. */
export function historyOf(units: readonly Unit[]): History {
  const parts = units.map((unit): RunPart =>
    isColumns(unit)
      ? { kind: 'columns', columns: unit, length: unit.length }
      : { kind: 'list', runs: [unit], length: 1 },
  );
  return { version: FORMAT_VERSION, runs: runsOfParts(parts) };
}

/** The ids of the runs of a unit. */
export function idsOf(unit: Unit): readonly string[] {
  return isColumns(unit) ? idsOfRuns(historyOf([unit]).runs) : [unit.id];
}

/** The number of runs of a unit. */
export const countRuns = (unit: Unit): number => (isColumns(unit) ? unit.length : 1);
