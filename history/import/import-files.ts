import { idsOfRuns } from '../runs/run-parts.ts';
import { FORMAT_VERSION } from '../types.ts';
import type { History, Run } from '../types.ts';
import { createFileSet, folderOf } from './files/file-set.ts';
import type { FileEntry } from './files/file-set.ts';
import { expandArchives } from './files/archives/archives.ts';
import { describeRuns } from './import-file.ts';
import type { ReadOptions } from './files/pieces.ts';
import { leaveOut } from './files/left-out.ts';
import { planGroups } from './groups/plan-groups.ts';
import type { PlannedGroup } from './groups/plan-groups.ts';
import { importErrorOf } from './groups/read-bytes.ts';
import { findNumberedFiles } from './groups/numbered-files.ts';
import { metricsOf, withMetrics } from './groups/one-role.ts';
import { joinRuns } from './groups/join-runs.ts';
import { leaveOutTables } from './groups/unrelated-tables.ts';
import { joinTwins } from './groups/join-twins.ts';
import { placesByTime } from './groups/time-order.ts';
import { ForeignFileError } from './types.ts';

/** Progress of an import of files. */
export interface ImportProgress {
  /** Number of groups read and in total: files, or folders that are read together. */
  readonly done: number;
  readonly total: number;
  /** Their size in bytes. */
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Path of the group that is being read; null before the first and after the last. */
  readonly current: string | null;
}

export interface ImportFilesOptions {
  /** Ends the import early, even within a large table; files read by then are returned. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Awaited between groups, so that a worker can handle messages. */
  readonly pause?: () => Promise<void>;
  /** Reads only groups that contain one of these paths; all by default. */
  readonly only?: ReadonlySet<string>;
}

/** The outcome for a file, or for several that are read together. */
export interface FileReport {
  /** The file or folder. */
  readonly path: string;
  /** All files of the group. */
  readonly files: readonly string[];
  /** `taken`: its runs were imported. `left`: not a history. `failed`: broken, or of an unknown format. */
  readonly outcome: 'taken' | 'left' | 'failed';
  /** Name of the format; null if none was detected. */
  readonly format: string | null;
  /** Ids of its runs in the history. */
  readonly runs: readonly string[];
  /** Full sentences about what was imported, left out or repaired, or why nothing was imported. */
  readonly notes: readonly string[];
  /** The JSON of a HiPlot experiment without its data points, whose definitions of columns and displays suit a plot. */
  readonly definitions?: unknown;
}

/** The result of importing a set of files. */
export interface ImportedFiles {
  /** The runs of all files, see `importFiles` for their order. */
  readonly history: History;
  readonly files: readonly FileReport[];
  /** Whether all files were read; false if the signal ended the import. */
  readonly isComplete: boolean;
}

/**
 * Imports files of any known formats, plain, gzip or in zip archives: single files, and folders that are read together.
 * Related files are joined: a log and its parameter files, the parts of a restarted run. Runs in files of one format are in
 * the order of their start times, if they have some, else of their paths. A file that cannot be read does not affect the
 * others; its report states the reason. Never rejects.
 */
export async function importFiles(
  entries: Iterable<FileEntry>,
  options: ImportFilesOptions = {},
): Promise<ImportedFiles> {
  const { set, reports: unopened } = await expandArchives(createFileSet(entries));
  const { files, left } = leaveOut(set);
  const kept = createFileSet(files);
  const planned = await planGroups(kept, await findNumberedFiles(kept));
  const groups = planned.filter((group) => isWanted(group, options.only));
  const totalBytes = groups.reduce((sum, group) => sum + bytesOf(group), 0);
  const read: ReadGroup[] = [];
  let doneBytes = 0;
  const { signal, onProgress } = options;
  const report = (current: string | null, place = 0) => {
    onProgress?.({
      done: read.length,
      total: groups.length,
      doneBytes: doneBytes + place,
      totalBytes,
      current,
    });
  };
  for (const group of groups) {
    await options.pause?.();
    if (signal?.aborted) break;
    report(group.path);
    const onPlace = (place: number) => report(group.path, place);
    const one = await readGroup(group, { signal, onPlace });
    if (one === null) break;
    read.push(one);
    doneBytes += bytesOf(group);
  }
  report(null);
  const joined = joinTwins(leaveOutTables(withOneRole(read)));
  const places = placesByTime(joined);
  const { runs, reports } = joinRuns(places.map((place) => joined[place]!));
  const inPlace: FileReport[] = [];
  for (const [i, place] of places.entries()) inPlace[place] = reports[i]!;
  return {
    history: { version: FORMAT_VERSION, runs },
    files: [...inPlace, ...unopened, ...left],
    isComplete: read.length === groups.length,
  };
}

function isWanted({ files }: PlannedGroup, only: ReadonlySet<string> | undefined): boolean {
  return only === undefined || files.some(({ path }) => only.has(path));
}

function bytesOf({ files }: PlannedGroup): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** The runs of a group, and the names of their parameters that are columns of a log which did not change. */
interface ReadGroup {
  readonly runs: readonly Run[];
  readonly report: FileReport;
  readonly constants?: ReadonlySet<string>;
}

/** Gives a name one role in all groups: what did not change in one log is a metric if it is one in another. */
function withOneRole(groups: readonly ReadGroup[]): readonly ReadGroup[] {
  if (!groups.some(({ constants }) => constants !== undefined && constants.size > 0)) return groups;
  const metrics = new Set(groups.flatMap(({ runs }) => [...metricsOf(runs)]));
  return groups.map((group) => {
    const moved = [...(group.constants ?? [])].filter((name) => metrics.has(name));
    return moved.length === 0 ? group : { ...group, runs: withMetrics(group.runs, new Set(moved)) };
  });
}

/** Reads a group; returns null if the signal is aborted. */
async function readGroup(group: PlannedGroup, readOptions: ReadOptions): Promise<ReadGroup | null> {
  const { path } = group;
  const incremental = group.files.flatMap((file) =>
    file.readState ? [{ file, readState: file.readState }] : [],
  );
  const notes: string[] = [];
  const files = group.files.map((file) => file.path);
  try {
    for (const { file, readState } of incremental) await readState.begin(file);
    const { runs, format, constants, definitions } = await group.read(
      (sentence) => notes.push(sentence),
      readOptions,
    );
    for (const { file, readState } of incremental) await readState.end(file);
    const report: FileReport = {
      path,
      files,
      outcome: 'taken',
      format,
      runs: idsOfRuns(runs),
      notes: [describeRuns(runs), ...notes],
      ...(definitions === undefined ? {} : { definitions }),
    };
    return { runs, report, ...(constants && { constants }) };
  } catch (error) {
    for (const { readState } of incremental) readState.reset();
    if (readOptions.signal?.aborted && error === readOptions.signal.reason) return null;
    const { message } = importErrorOf(error, path);
    // Folders contain unrelated files; a file chosen individually is meant to be read.
    const outcome = error instanceof ForeignFileError && folderOf(path) !== '' ? 'left' : 'failed';
    return { runs: [], report: { path, files, outcome, format: null, runs: [], notes: [message] } };
  }
}
