import type { ReadFiles } from './import.worker.ts';
import {
  diffVersions,
  filesOfFolder,
  NO_PATHS,
  versionsOf,
  type ChangedFiles,
  type PageFile,
  type UnreadableFile,
} from './page-files.ts';

/** The minimum time between two checks of the folder, in milliseconds. */
const PAUSE_MS = 3000;

/** The minimum pause after an import as a multiple of its duration, since large files of most formats are read completely. */
const REST = 4;

/** The dependencies of a `FolderFollower`. */
export interface FollowDeps {
  /** Reads the import groups that contain changed files; null if cancelled. */
  readonly read: (files: readonly PageFile[], again: ChangedFiles) => Promise<ReadFiles | null>;
  /** Replaces the runs of an earlier import. */
  readonly update: (imported: ReadFiles) => void;
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** The time in milliseconds since any origin. */
  readonly clock?: () => number;
}

/**
 * Checks a folder every few seconds and imports files that changed. Only changed runs are replaced, so the view is kept.
 * An incomplete last line is left out until it is completed, or until the file has not grown between two checks.
 */
export class FolderFollower {
  /** The folder that is or can be followed. */
  folder = $state.raw<FileSystemDirectoryHandle | null>(null);
  isFollowing = $state(false);
  /** The reason why following ended; null if there is no problem. */
  trouble = $state<string | null>(null);
  /** Files and folders that could not be read at the last check; they are retried at the next one. */
  unreadable = $state.raw<readonly UnreadableFile[]>([]);
  #versions = versionsOf([]);
  /** Paths of files with an incomplete last line. */
  #waiting = NO_PATHS;
  /** The number of the current loop; other loops end. */
  #generation = 0;
  readonly #deps: FollowDeps;

  constructor(deps: FollowDeps) {
    this.#deps = deps;
  }

  /** Offers to follow a folder that was just imported. */
  offer(folder: FileSystemDirectoryHandle | null, files: readonly PageFile[]): void {
    this.stop();
    this.folder = folder;
    this.unreadable = [];
    this.#versions = versionsOf(files);
    this.#waiting = NO_PATHS;
  }

  start(): void {
    this.isFollowing = true;
    this.trouble = null;
    void this.#run(++this.#generation);
  }

  stop(): void {
    this.isFollowing = false;
    this.#generation++;
  }

  async #run(generation: number): Promise<void> {
    const wait = this.#deps.wait ?? ((ms) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
    const clock = this.#deps.clock ?? (() => performance.now());
    while (generation === this.#generation && this.folder) {
      const began = clock();
      try {
        await this.#look(this.folder, generation);
      } catch (error) {
        this.stop();
        this.trouble = error instanceof Error ? error.message : String(error);
        return;
      }
      await wait(Math.max(PAUSE_MS, REST * (clock() - began)));
    }
  }

  async #look(folder: FileSystemDirectoryHandle, generation: number): Promise<void> {
    const { files, unreadable } = await filesOfFolder(folder);
    if (generation === this.#generation) this.unreadable = unreadable;
    const versions = versionsOf(files);
    const again = diffVersions(this.#versions, versions, this.#waiting);
    if (again.changed.size === 0) return;
    const imported = await this.#deps.read(files, again);
    if (imported === null || generation !== this.#generation) return;
    this.#versions = versions;
    this.#waiting = imported.waiting;
    this.#deps.update(imported);
  }
}
