import type { Run } from '../../types.ts';
import type { FileEntry, FileSet } from '../files/file-set.ts';
import type { Context } from '../types.ts';

/** One format that comes as several files: a folder of a run, a store of many, a log beside its configuration. */
export interface FolderFormat {
  readonly name: string;
  /** What such a folder is, for a list of what is read. */
  readonly description: string;
  /** What of this format is among the files, told by paths alone. Quick, and never throws. */
  readonly find: (files: FileSet) => readonly Unit[];
}

/**
 * Files that are read together, and the runs in them. A unit is as small as can be, one run where runs have folders of
 * their own: it is what a bad file spoils, what progress counts, and what is read again when a file changes.
 */
export interface Unit {
  /** The folder, or the file that says most, by which people know the unit. */
  readonly path: string;
  /** The files that belong to it and are nobody else's, read or not. A file that an earlier unit has is not given again. */
  readonly files: readonly FileEntry[];
  /**
   * @throws {HistoryError} naming the path and the value of what is wrong.
   * @throws {ImportError} naming the file, for anything else.
   */
  readonly read: (context: Context) => Promise<readonly Run[]>;
}
