import {
  annotateRun,
  chunkOfColumns,
  compactChunk,
  continueRecords,
  findDuplicates,
  FORMAT_VERSION,
  idsOfRuns,
  indexOfRun,
  mergeHistories,
  once,
  partsOfRuns,
  renameRun,
  renameRuns,
  runsOfParts,
  selectRuns,
  withoutNote,
  type Chunk,
  type History,
  type Run,
  type RunPart,
} from '../../../history/index.ts';
import { MAX_SINGLE_RUNS } from './units.ts';

/** The ids of runs in the library by their ids in files. */
export type Ids = ReadonlyMap<string, string>;

export const NO_IDS: Ids = new Map();

/** A history after a change, and the ids of the added runs in it. */
export interface Changed {
  readonly history: History;
  /** Computed on demand: of very many runs few are ever needed. */
  readonly ids: () => Ids;
}

/** Adds the runs of `added`; one whose id is taken gets another. */
export function addRuns(own: History, added: History): Changed {
  const history = mergeHistories(own, added);
  const given = once(() => {
    const all = idsOfRuns(history.runs);
    return new Map(idsOfRuns(added.runs).map((id, i) => [id, all[own.runs.length + i]!]));
  });
  return { history, ids: given };
}

/** Replaces the runs that were read from the same files before, which have `ids` here; appends new ones. */
export function replaceRuns(own: History, read: History, ids: Ids): Changed {
  const whole = replaceTable(own, read, ids);
  if (whole !== null) return whole;
  const place = new Map(idsOfRuns(own.runs).map((id, index) => [id, index]));
  const replaced = new Map<number, Run>();
  const added: Run[] = [];
  for (const run of read.runs) {
    const index = place.get(ids.get(run.id) ?? run.id) ?? -1;
    const before = own.runs[index];
    // Runs from an earlier import of the folder are identified by their file.
    if (before && (ids.has(run.id) || before.source.file === run.source.file)) {
      const parent = run.parent === null ? null : (ids.get(run.parent) ?? before.parent);
      replaced.set(index, { ...run, id: before.id, parent });
    } else added.push(run);
  }
  const runs = withReplaced(own.runs, replaced);
  const changed = addRuns({ version: FORMAT_VERSION, runs }, { version: FORMAT_VERSION, runs: added });
  return { history: changed.history, ids: once(() => new Map([...ids, ...changed.ids()])) };
}

/**
 * Replaces the run with the same id, or appends the run. Of a run that has grown since the last call only the new records
 * are read.
 */
export function withRun({ runs, version }: History, run: Run): History {
  const index = indexOfRun(runs, run.id);
  const before = index < 0 ? [] : runs[index]!.records;
  const records = continueRecords(before, run.records, run.status === 'running');
  const own = { ...run, records };
  if (index >= 0) return { version, runs: withReplaced(runs, new Map([[index, own]])) };
  return { version, runs: runsOfParts([...partsOfRuns(runs), { kind: 'list', runs: [own], length: 1 }]) };
}

/** Renames a run; an unknown id is ignored. Of a large table only the names change. */
export function withName(history: History, id: string, name: string): History {
  return withChangedRun(
    history,
    id,
    (chunk, index) => renameRun(chunk, index, name),
    (run) => ({ ...run, name }),
  );
}

/** Replaces the note of a run; an empty text removes it. An unknown id is ignored. */
export function withNote(history: History, id: string, text: string): History {
  return withChangedRun(
    history,
    id,
    (chunk, index) => annotateRun(chunk, index, text),
    (run) => (text === '' ? withoutNote(run) : { ...run, note: text }),
  );
}

function withChangedRun(
  history: History,
  id: string,
  changeChunk: (chunk: Chunk, index: number) => Chunk,
  changeRun: (run: Run) => Run,
): History {
  const { runs, version } = history;
  const index = indexOfRun(runs, id);
  if (index < 0) return history;
  let first = 0;
  const parts = partsOfRuns(runs).map((part): RunPart => {
    const row = index - first;
    first += part.length;
    if (row < 0 || row >= part.length) return part;
    if (isLargeTable(part)) {
      return { ...part, columns: changeChunk(chunkOfColumns(part.columns), row).columns };
    }
    const list = Array.from(runsOfParts([part]));
    return { kind: 'list', runs: list.with(row, changeRun(list[row]!)), length: list.length };
  });
  return { version, runs: runsOfParts(parts) };
}

function isLargeTable(part: RunPart): part is Extract<RunPart, { kind: 'columns' }> {
  return part.kind === 'columns' && part.length > MAX_SINGLE_RUNS;
}

/** Replaces the runs at some indices; chunks without any of these are unchanged. */
function withReplaced(runs: readonly Run[], replaced: ReadonlyMap<number, Run>): readonly Run[] {
  if (replaced.size === 0) return runs;
  const places = [...replaced.keys()].sort((a, b) => a - b);
  let first = 0;
  return runsOfParts(
    partsOfRuns(runs).map((part): RunPart => {
      const start = first;
      first += part.length;
      if (!places.some((place) => place >= start && place < first)) return part;
      const list = Array.from({ length: part.length }, (_, i) => replaced.get(start + i) ?? runs[start + i]!);
      return { kind: 'list', runs: list, length: list.length };
    }),
  );
}

/**
 * The same for one large table of runs that has grown: replaces its columns without creating runs. Null for anything else.
 */
function replaceTable(own: History, read: History, ids: Ids): Changed | null {
  const [table, another] = partsOfRuns(read.runs);
  if (table?.kind !== 'columns' || another) return null;
  const readIds = idsOfRuns(read.runs);
  const wanted = readIds.map((id) => ids.get(id) ?? id);
  const { file } = table.columns.shapes[0]!.source;
  const parts = partsOfRuns(own.runs);
  const here = idsOfRuns(own.runs);
  let first = 0;
  for (const [place, part] of parts.entries()) {
    const start = first;
    first += part.length;
    if (part.kind !== 'columns' || part.columns.shapes[0]!.source.file !== file) continue;
    if (part.length > wanted.length) continue;
    const isSame = (_: unknown, i: number) => i >= part.length || wanted[i] === here[start + i];
    if (!wanted.every(isSame)) continue;
    const others = runsOfParts(parts.filter((_, i) => i !== place));
    const taken = new Set(idsOfRuns(others));
    if (wanted.some((id) => taken.has(id))) continue;
    const [renamed] = partsOfRuns(renameRuns(read.runs, wanted, (parent) => ids.get(parent) ?? parent));
    const runs = runsOfParts(parts.with(place, renamed!));
    const given = once(
      () => new Map([...ids, ...readIds.map((id, i): [string, string] => [id, wanted[i]!])]),
    );
    return { history: { version: FORMAT_VERSION, runs }, ids: given };
  }
  return null;
}

/** Removes runs. Children of a removed run become runs without a parent. */
export function withoutRuns({ runs, version }: History, gone: Iterable<string>): History {
  const left = new Set(gone);
  if (left.size === 0) return { version, runs };
  const there = new Set(idsOfRuns(runs).filter((id) => !left.has(id)));
  const kept = runsOfParts(partsOfRuns(runs).map((part) => withoutRunsOf(part, left)));
  return { version, runs: renameRuns(kept, null, (parent) => (there.has(parent) ? parent : null)) };
}

/** Columns that lose no run are unchanged. */
function withoutRunsOf(part: RunPart, gone: ReadonlySet<string>): RunPart {
  const runs = runsOfParts([part]);
  const isGone = idsOfRuns(runs).map((id) => gone.has(id));
  if (!isGone.includes(true)) return part;
  const kept = Uint32Array.from(isGone.flatMap((is, index) => (is ? [] : [index])));
  if (isLargeTable(part)) {
    const { columns } = compactChunk(selectRuns(chunkOfColumns(part.columns), kept));
    return { kind: 'columns', columns, length: kept.length };
  }
  return { kind: 'list', runs: Array.from(kept, (index) => runs[index]!), length: kept.length };
}

/** The new runs of a history, and the ids of those that are known already. */
export function newRuns(
  own: History,
  read: History,
): { readonly history: History; readonly known: ReadonlySet<string> } {
  const known = new Set(findDuplicates(own, read));
  return { history: withoutRuns(read, known), known };
}
