import type { Run } from '../../types.ts';
import type { FileEntry, FileSet } from '../files/file-set.ts';
import type { Context } from '../types.ts';

/** A format of several files: the folder of a run, a store of many runs, a log with its configuration. */
export interface FolderFormat {
  readonly name: string;
  /** Description of such a folder, for lists of formats. */
  readonly description: string;
  /** Finds groups by path alone. Must be fast and not throw. Groups with common names have `matches`. */
  readonly find: (files: FileSet) => readonly ImportGroup[];
}

/**
 * Files that are read together. A group is as small as possible, one run if each run has its own folder, since it fails
 * as a whole, counts as one step of progress, and is read again if one of its files changes.
 */
export interface ImportGroup {
  /** The folder or the main file that identifies the group. */
  readonly path: string;
  /** The files that belong only to this group, whether they are read or not. */
  readonly files: readonly FileEntry[];
  /** Whether the content of the files is of this format; for groups whose file names are common. Never rejects. */
  readonly matches?: () => Promise<boolean>;
  /**
   * @throws {HistoryError} naming the path and the value of what is wrong.
   * @throws {ImportError} naming the file, for anything else.
   */
  readonly read: (context: Context) => Promise<readonly Run[]>;
}
