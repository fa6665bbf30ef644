import { idsOfRuns } from '../runs/run-parts.ts';
import { FORMAT_VERSION } from '../types.ts';
import type { History, Run } from '../types.ts';
import { createFileSet, folderOf } from './files/file-set.ts';
import type { FileEntry } from './files/file-set.ts';
import { expandArchives } from './files/archives.ts';
import { describeRuns } from './import-file.ts';
import type { Follower } from './files/pieces.ts';
import { leaveOut } from './files/left-out.ts';
import { planUnits } from './units/plan-units.ts';
import type { PlannedUnit } from './units/plan-units.ts';
import { importErrorOf } from './units/read-bytes.ts';
import { joinRuns } from './units/join-runs.ts';
import { ForeignFileError } from './types.ts';

/** How far an import of files has come. */
export interface ImportProgress {
  /** Units read so far, of how many: files, or folders that are read as one. */
  readonly done: number;
  readonly total: number;
  /** Their bytes. */
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Path of the unit being read; null before the first and after the last. */
  readonly current: string | null;
}

export interface ImportFilesOptions {
  /** Ends the import early, in the middle of a large table too; the files that were read until then are given. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Awaited between units, so that whoever runs this gets its turn: a worker its messages. */
  readonly pause?: () => Promise<void>;
  /** Reads only units to which one of these paths belongs; all where it is not given. */
  readonly only?: ReadonlySet<string>;
}

/** What became of a file, or of several that are read as one. */
export interface FileReport {
  /** The file or folder. */
  readonly path: string;
  /** All files that belong to it. */
  readonly files: readonly string[];
  /** `taken`: its runs are there. `left`: it is nothing to read. `failed`: it should have been, but is broken or unknown. */
  readonly outcome: 'taken' | 'left' | 'failed';
  /** Name of the format; null where none was recognised. */
  readonly format: string | null;
  /** Ids of its runs in the history. */
  readonly runs: readonly string[];
  /** Full sentences: what was taken, left out, repaired; or why nothing was. */
  readonly notes: readonly string[];
}

/** What a set of files gave. */
export interface ImportedFiles {
  /** The runs of all files in their order. */
  readonly history: History;
  readonly files: readonly FileReport[];
  /** Whether everything was looked at; false when the signal ended the import before. */
  readonly isComplete: boolean;
}

/**
 * Reads files of any known formats, plain, as gzip or in zip archives: single files, and folders that are read as one.
 * What belongs together is joined: a log and the parameters beside it, the parts of a run that was restarted. A file that
 * cannot be read spoils no other; its report says why. Never throws, and never rejects.
 */
export async function importFiles(
  entries: Iterable<FileEntry>,
  options: ImportFilesOptions = {},
): Promise<ImportedFiles> {
  const { set, reports: unopened } = await expandArchives(createFileSet(entries));
  const { files, left } = leaveOut(set);
  const units = planUnits(createFileSet(files)).filter((unit) => isWanted(unit, options.only));
  const totalBytes = units.reduce((sum, unit) => sum + bytesOf(unit), 0);
  const read: { runs: readonly Run[]; report: FileReport }[] = [];
  let doneBytes = 0;
  const { signal, onProgress } = options;
  const tell = (current: string | null, place = 0) => {
    onProgress?.({
      done: read.length,
      total: units.length,
      doneBytes: doneBytes + place,
      totalBytes,
      current,
    });
  };
  for (const unit of units) {
    await options.pause?.();
    if (signal?.aborted) break;
    tell(unit.path);
    const onPlace = (place: number) => tell(unit.path, place);
    const one = await readUnit(unit, { signal, onPlace });
    if (one === null) break;
    read.push(one);
    doneBytes += bytesOf(unit);
  }
  tell(null);
  const { runs, reports } = joinRuns(read);
  return {
    history: { version: FORMAT_VERSION, runs },
    files: [...reports, ...unopened, ...left],
    isComplete: read.length === units.length,
  };
}

function isWanted({ files }: PlannedUnit, only: ReadonlySet<string> | undefined): boolean {
  return only === undefined || files.some(({ path }) => only.has(path));
}

function bytesOf({ files }: PlannedUnit): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** What a unit gave; null where the signal ended its reading. */
async function readUnit(
  unit: PlannedUnit,
  follower: Follower,
): Promise<{ runs: readonly Run[]; report: FileReport } | null> {
  const { path } = unit;
  const growing = unit.files.flatMap((file) => (file.growth ? [{ file, growth: file.growth }] : []));
  const notes: string[] = [];
  const files = unit.files.map((file) => file.path);
  try {
    for (const { file, growth } of growing) await growth.begin(file);
    const { runs, format } = await unit.read((sentence) => notes.push(sentence), follower);
    for (const { file, growth } of growing) await growth.end(file);
    const report: FileReport = {
      path,
      files,
      outcome: 'taken',
      format,
      runs: idsOfRuns(runs),
      notes: [describeRuns(runs), ...notes],
    };
    return { runs, report };
  } catch (error) {
    for (const { growth } of growing) growth.forget();
    if (follower.signal?.aborted && error === follower.signal.reason) return null;
    const { message } = importErrorOf(error, path);
    // Folders hold all sorts of files; one that somebody named is meant to be read.
    const outcome = error instanceof ForeignFileError && folderOf(path) !== '' ? 'left' : 'failed';
    return { runs: [], report: { path, files, outcome, format: null, runs: [], notes: [message] } };
  }
}
