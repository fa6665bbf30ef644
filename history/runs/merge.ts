import type { Cells } from './cells.ts';
import { readRecords } from './record-list.ts';
import { recordsAt, runNameAt } from './run-list.ts';
import type { RunColumns } from './run-list.ts';
import { idsOfRuns, joinRunLists, partsOfRuns, renameRuns } from './run-parts.ts';
import type { History, Run } from '../types.ts';
import { writeRun } from '../file/write.ts';

/**
 * The runs of `a`, then those of `b`. A run of `b` whose id `a` has already gets a new id (`relu-2`), and its children
 * follow it; `a` stays as it is. Nothing is ever dropped, so importing a file twice gives its runs twice: ask
 * `findDuplicates` first where that is not wanted.
 */
export function mergeHistories(a: History, b: History): History {
  if (a.runs.length === 0) return { version: a.version, runs: b.runs };
  const idsOfB = idsOfRuns(b.runs);
  const renamed = resolveIds(idsOfRuns(a.runs), idsOfB);
  const runs =
    renamed.size === 0
      ? b.runs
      : renameRuns(
          b.runs,
          idsOfB.map((id) => renamed.get(id) ?? id),
          (parent) => renamed.get(parent) ?? parent,
        );
  return { version: a.version, runs: joinRunLists([a.runs, runs]) };
}

/** Returns new ids for those of `added` that `own` already contains. */
export function resolveIds(own: Iterable<string>, added: readonly string[]): ReadonlyMap<string, string> {
  const ofOwn = new Set(own);
  const renamed = new Map<string, string>();
  const collided = added.filter((id) => ofOwn.has(id));
  if (collided.length === 0) return renamed;
  const taken = new Set([...ofOwn, ...added]);
  for (const id of collided) {
    const fresh = freeId(id, (candidate) => taken.has(candidate));
    taken.add(fresh);
    renamed.set(id, fresh);
  }
  return renamed;
}

function freeId(id: string, isTaken: (id: string) => boolean): string {
  for (let count = 2; ; count++) {
    const candidate = `${id}-${String(count)}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/**
 * Ids of the runs of `b` that `a` holds already: same content, whatever the ids, the parents and the file's name. Two
 * runs that happened to give the very same numbers, durations included, count as the same one.
 */
export function findDuplicates(a: History, b: History): readonly string[] {
  if (a.runs.length === 0 || b.runs.length === 0) return [];
  const tables = partsOfRuns(a.runs).flatMap((part) => (part.kind === 'columns' ? part.columns : []));
  const [table, another] = partsOfRuns(b.runs);
  if (table?.kind === 'columns' && !another && tables.some((one) => isSameTable(one, table.columns))) {
    return idsOfRuns(b.runs);
  }
  const known = new Map<string, number[]>();
  for (const [index, sketch] of sketchesOf(a.runs).entries()) {
    const alike = known.get(sketch);
    if (alike) alike.push(index);
    else known.set(sketch, [index]);
  }
  const texts = new Map<number, string>();
  const textOf = (index: number) => {
    let text = texts.get(index);
    if (text === undefined) texts.set(index, (text = contentOf(a.runs[index]!)));
    return text;
  };
  const ids = idsOfRuns(b.runs);
  const duplicates: string[] = [];
  for (const [index, sketch] of sketchesOf(b.runs).entries()) {
    const alike = known.get(sketch);
    if (alike === undefined) continue;
    const run = b.runs[index]!;
    const text = contentOf(run);
    if (alike.some((other) => textOf(other) === text && isSameRecords(a.runs[other]!, run))) {
      duplicates.push(ids[index]!);
    }
  }
  return duplicates;
}

/** Returns name and number of records of each run: only runs with equal ones are compared in full. */
function sketchesOf(runs: readonly Run[]): string[] {
  return partsOfRuns(runs).flatMap((part) =>
    Array.from({ length: part.length }, (_, row) => {
      if (part.kind === 'list') {
        const { name, records } = part.runs[row]!;
        return `${String(records.length)} ${name}`;
      }
      const { start, end } = recordsAt(part.columns, row);
      return `${String(end - start)} ${runNameAt(part.columns, row)}`;
    }),
  );
}

/** The run without its note. */
export function withoutNote(run: Run): Run {
  const { note, ...rest } = run;
  return note === undefined ? run : rest;
}

/** Returns what was measured of a run, without its records, as text. */
function contentOf(run: Run): string {
  return writeRun({
    ...withoutNote(run),
    id: '',
    parent: null,
    source: { format: '', file: null },
    records: [],
  });
}

/** Whether two runs have the same records, regardless of their representation. */
function isSameRecords(a: Run, b: Run): boolean {
  const [ours, theirs] = [readRecords(a.records), readRecords(b.records)];
  if (ours.length !== theirs.length || ours.keys.size !== theirs.keys.size) return false;
  for (const key of ours.keys) {
    if (!theirs.keys.has(key)) return false;
    const [one, other] = [ours.column(key), theirs.column(key)];
    for (let i = 0; i < ours.length; i++) if (!Object.is(one(i), other(i))) return false;
  }
  return true;
}

/** Whether two lists of runs in columns have the same content, as when a table is read twice. */
function isSameTable(a: RunColumns, b: RunColumns): boolean {
  const content = ({ shapes, title, names }: RunColumns) =>
    JSON.stringify([names === null ? title : null, shapes.map((shape) => ({ ...shape, source: null }))]);
  if (a.length !== b.length || content(a) !== content(b)) return false;
  if (!isSameList(a.shapeOf, b.shapeOf)) return false;
  if (!isSameList(a.records?.starts ?? null, b.records?.starts ?? null)) return false;
  const alone = ({ names, folds, started }: RunColumns) => [names, folds, started];
  const named = ({ parameters, summary, records }: RunColumns) => [
    parameters,
    summary,
    records?.columns ?? [],
  ];
  return (
    alone(a).every((cells, i) => isSameCells(cells, alone(b)[i]!)) &&
    named(a).every((list, i) => {
      const others = named(b)[i]!;
      return (
        list.length === others.length &&
        list.every(({ name, cells }, j) => name === others[j]!.name && isSameCells(cells, others[j]!.cells))
      );
    })
  );
}

function isSameCells(a: Cells | null, b: Cells | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.length === b.length &&
    isSameList(a.texts, b.texts) &&
    isSameList(a.kinds, b.kinds) &&
    isSameList(a.values, b.values)
  );
}

function isSameList(a: ArrayLike<unknown> | null, b: ArrayLike<unknown> | null): boolean {
  if (a === null || b === null || a.length !== b.length) return a === b;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
