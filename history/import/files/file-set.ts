import type { IncrementalReadState } from './incremental-read-state.ts';
import type { Slice, Source } from './pieces.ts';

/** A readable file: on disk, under a directory handle, or in an archive. */
export interface FileEntry {
  /** Its path relative to the root of the set, with `/` as separator: `lightning_logs/version_0/metrics.csv`. */
  readonly path: string;
  /** Size in bytes. */
  readonly size: number;
  /** Reads the whole file; never called concurrently. */
  readonly read: () => Promise<Uint8Array>;
  /** Reads the bytes from `start` up to `end`, exclusive, if the file supports random access. */
  readonly slice?: Slice;
  /** Reads a packed file in pieces from its start, without random access. */
  readonly unpack?: () => Source;
  /** State kept between reads of a file that is still being written. */
  readonly readState?: IncrementalReadState;
}

/** Files that are imported together, by path and by folder. */
export interface FileSet {
  /** Sorted by path, with numbers in numeric order: `version_2` before `version_10`. */
  readonly files: readonly FileEntry[];
  /** Returns the file with that path. */
  readonly at: (path: string) => FileEntry | undefined;
  /** Returns the files directly in the folder; `''` is the root of the set. */
  readonly in: (folder: string) => readonly FileEntry[];
  /** Returns the files in the folder and all folders below it. */
  readonly below: (folder: string) => readonly FileEntry[];
  /** Every folder with a file in it or below it, in order. */
  readonly folders: readonly string[];
}

const byPath = new Intl.Collator('en', { numeric: true });

/** Creates a set of files. Paths are normalised: `\` becomes `/`, and `./`, `../` and a leading `/` are removed. Of several files with the same path, the last is kept. */
export function createFileSet(entries: Iterable<FileEntry>): FileSet {
  const paths = new Map<string, FileEntry>();
  for (const entry of entries) {
    const path = normalizePath(entry.path);
    paths.set(path, path === entry.path ? entry : { ...entry, path });
  }
  const files = [...paths.values()].sort(
    (a, b) => byPath.compare(a.path, b.path) || (a.path < b.path ? -1 : 1),
  );
  const own = new Map<string, FileEntry[]>();
  const all = new Map<string, FileEntry[]>();
  for (const file of files) {
    push(own, folderOf(file.path), file);
    for (let folder = folderOf(file.path); ; folder = folderOf(folder)) {
      push(all, folder, file);
      if (folder === '') break;
    }
  }
  return {
    files,
    at: (path) => paths.get(path),
    in: (folder) => own.get(folder) ?? [],
    below: (folder) => all.get(folder) ?? [],
    folders: [...all.keys()],
  };
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function normalizePath(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/');
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
}

/** Returns the folder of a path, `''` if there is none. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Returns the last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Joins a folder and the parts of a path. */
export function joinPath(folder: string, ...parts: readonly string[]): string {
  return [folder, ...parts].filter((part) => part !== '').join('/');
}
