import type { Run } from '../types.ts';
import { cellAt } from './cells.ts';
import { packCells, mapTexts } from './growing-cells.ts';
import { lazyList } from './lazy-list.ts';
import { lastEpoch } from './record-list.ts';
import { columnsOfRuns, recordsAt, rowOfId, runIdAt, runList } from './run-list.ts';
import type { RunColumns } from './run-list.ts';

/** A stretch of a list of runs: a list of objects, or columns. */
export type RunPart =
  | { readonly kind: 'list'; readonly runs: readonly Run[]; readonly length: number }
  | { readonly kind: 'columns'; readonly columns: RunColumns; readonly length: number };

const joined = new WeakMap<readonly Run[], readonly RunPart[]>();

/** What a list of runs is made of, in its order; an ordinary array is a list of objects. */
export function partsOfRuns(runs: readonly Run[]): readonly RunPart[] {
  const columns = columnsOfRuns(runs);
  if (columns !== undefined) return [{ kind: 'columns', columns, length: columns.length }];
  return joined.get(runs) ?? (runs.length === 0 ? [] : [{ kind: 'list', runs, length: runs.length }]);
}

/** The runs of all lists as one, with the columns that are behind some of them. */
export function joinRunLists(lists: readonly (readonly Run[])[]): readonly Run[] {
  return runsOfParts(lists.flatMap(partsOfRuns));
}

/** The list that is made of those parts. */
export function runsOfParts(parts: readonly RunPart[]): readonly Run[] {
  const filled = mergedParts(parts);
  const [only] = filled;
  if (only === undefined) return [];
  if (filled.length === 1) return only.kind === 'list' ? only.runs : runList(only.columns);
  const lists = filled.map((part) => (part.kind === 'list' ? part.runs : runList(part.columns)));
  const ends: number[] = [];
  for (const { length } of filled) ends.push((ends.at(-1) ?? 0) + length);
  const list = lazyList(ends.at(-1)!, (index) => {
    const part = ends.findIndex((end) => index < end);
    return lists[part]![index - (part === 0 ? 0 : ends[part - 1]!)]!;
  });
  joined.set(list, filled);
  return list;
}

/** The parts that hold something, lists that follow each other as one. */
function mergedParts(parts: readonly RunPart[]): readonly RunPart[] {
  const merged: RunPart[] = [];
  let lists: (readonly Run[])[] = [];
  const close = () => {
    const [only, another] = lists;
    if (only !== undefined) {
      const runs = another === undefined ? only : lists.flat();
      merged.push({ kind: 'list', runs, length: runs.length });
    }
    lists = [];
  };
  for (const part of parts) {
    if (part.length === 0) continue;
    if (part.kind === 'list') lists.push(part.runs);
    else {
      close();
      merged.push(part);
    }
  }
  close();
  return merged;
}

/** Returns the ids of runs without creating the runs. */
export function idsOfRuns(runs: readonly Run[]): string[] {
  const ids = new Array<string>(runs.length);
  let at = 0;
  for (const part of partsOfRuns(runs)) {
    for (let row = 0; row < part.length; row++) {
      ids[at++] = part.kind === 'list' ? part.runs[row]!.id : runIdAt(part.columns, row);
    }
  }
  return ids;
}

/** Returns the index of the first run with an id, or -1. */
export function indexOfRun(runs: readonly Run[], id: string): number {
  let start = 0;
  for (const part of partsOfRuns(runs)) {
    const row =
      part.kind === 'list' ? part.runs.findIndex((run) => run.id === id) : rowOfId(part.columns, id);
    if (row >= 0) return start + row;
    start += part.length;
  }
  return -1;
}

/** Returns the number of records of all runs. */
export function countRecords(runs: readonly Run[]): number {
  return partsOfRuns(runs).reduce((sum, part) => {
    if (part.kind === 'list') return part.runs.reduce((count, { records }) => count + records.length, sum);
    const { records, length } = part.columns;
    return records === null ? sum : sum + records.starts[length]! - records.starts[0]!;
  }, 0);
}

/** Returns the maximum last epoch of the runs; 0 without records. */
export function mostEpochs(runs: readonly Run[]): number {
  let most = 0;
  for (const part of partsOfRuns(runs)) {
    for (let row = 0; row < part.length; row++) {
      most = Math.max(most, lastEpochOf(part, row) ?? 0);
    }
  }
  return most;
}

function lastEpochOf(part: RunPart, row: number): number | undefined {
  if (part.kind === 'list') return lastEpoch(part.runs[row]!.records);
  const { start, end } = recordsAt(part.columns, row);
  const epochs = part.columns.records?.columns[0]!.cells;
  return start === end ? undefined : (cellAt(epochs!, end - 1) as number);
}

/**
 * The runs with other ids and parents; what has them already stays as it is.
 * @param ids one for each run; null where they stay
 * @param parentOf the new parent of those whose parent that is
 */
export function renameRuns(
  runs: readonly Run[],
  ids: readonly string[] | null,
  parentOf: (parent: string) => string | null,
): readonly Run[] {
  let at = 0;
  return runsOfParts(
    partsOfRuns(runs).map((part): RunPart => {
      const own = ids?.slice(at, (at += part.length)) ?? null;
      return part.kind === 'list'
        ? { ...part, runs: renameObjects(part.runs, own, parentOf) }
        : { ...part, columns: renameColumns(part.columns, own, parentOf) };
    }),
  );
}

function renameObjects(
  runs: readonly Run[],
  ids: readonly string[] | null,
  parentOf: (parent: string) => string | null,
): readonly Run[] {
  return runs.map((run, i): Run => {
    const id = ids?.[i] ?? run.id;
    const parent = run.parent === null ? null : parentOf(run.parent);
    return id === run.id && parent === run.parent ? run : { ...run, id, parent };
  });
}

/** The columns with other ids and parents, or these very columns where both stay; see `renameRuns`. */
export function renameColumns(
  columns: RunColumns,
  ids: readonly string[] | null,
  parentOf: (parent: string) => string | null,
): RunColumns {
  const isSame = ids === null || ids.every((id, row) => id === runIdAt(columns, row));
  const { parents } = columns;
  if (isSame && (parents === null || parents.texts.every((parent) => parentOf(parent) === parent))) {
    return columns;
  }
  return {
    ...columns,
    ids: isSame ? columns.ids : packCells(ids),
    parents: parents === null ? null : mapTexts(parents, parentOf),
  };
}
