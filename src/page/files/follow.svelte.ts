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

/** How long after one look the folder is looked at again, at least. */
const PAUSE_MS = 3000;

/** The pause after a reading, as a multiple of its duration: large files of most formats are read whole. */
const REST = 4;

/** What following a folder needs of the page. */
export interface FollowDeps {
  /** Reads the units of which one of the changed files is part; null when it was cancelled. */
  readonly read: (files: readonly PageFile[], again: ChangedFiles) => Promise<ReadFiles | null>;
  /** Puts runs in the place of those that an earlier reading gave. */
  readonly update: (imported: ReadFiles) => void;
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** Milliseconds from any origin. */
  readonly clock?: () => number;
}

/**
 * Looks into a folder every few seconds and reads again what a job wrote since. Nothing but the changed runs is touched,
 * so what is brushed and shown stays. A line that is half written waits for its end, or until the file has not grown
 * from one look to the next.
 */
export class FolderFollower {
  /** The folder that is followed, or could be. */
  folder = $state.raw<FileSystemDirectoryHandle | null>(null);
  isFollowing = $state(false);
  /** Why following ended; null while nothing is wrong. */
  trouble = $state<string | null>(null);
  /** What could not be read when the folder was last listed; it is tried again with the next. */
  unreadable = $state.raw<readonly UnreadableFile[]>([]);
  #versions = versionsOf([]);
  /** Paths of files whose last line is not ended. */
  #waiting = NO_PATHS;
  /** A loop that finds another number here has been replaced. */
  #generation = 0;
  readonly #deps: FollowDeps;

  constructor(deps: FollowDeps) {
    this.#deps = deps;
  }

  /** Offers to follow a folder that was just read. */
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
