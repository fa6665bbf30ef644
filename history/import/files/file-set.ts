import type { Growth } from './growth.ts';
import type { Slice, Source } from './pieces.ts';

/** A file that is there to be read: on a disk, under a folder handle, in an archive. */
export interface FileEntry {
  /** Its path from where the set begins, parts joined by `/`: `lightning_logs/version_0/metrics.csv`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Reads the whole file; asked at most once at a time. */
  readonly read: () => Promise<Uint8Array>;
  /** Reads the bytes from one place up to before another, where that can be done without the rest. */
  readonly slice?: Slice;
  /** Reads it from its beginning on, piece by piece, where it is packed and no place in it can be told before. */
  readonly unpack?: () => Source;
  /** What is kept of it from one reading to the next, where a job writes to it meanwhile. */
  readonly growth?: Growth;
}

/** Files that came together, by path and by folder. */
export interface FileSet {
  /** In the order of their paths, numbers in them by size: `version_2` before `version_10`. */
  readonly files: readonly FileEntry[];
  /** The file of that path. */
  readonly at: (path: string) => FileEntry | undefined;
  /** The files that lie in the folder itself; `''` is where the set begins. */
  readonly in: (folder: string) => readonly FileEntry[];
  /** The files that lie in the folder or anywhere below it. */
  readonly below: (folder: string) => readonly FileEntry[];
  /** Every folder that holds a file, itself or further below, in order. */
  readonly folders: readonly string[];
}

const byPath = new Intl.Collator('en', { numeric: true });

/** Paths are tidied: `\` becomes `/`, and `./`, `../` and a leading `/` go. Of several files of one path the last stays. */
export function createFileSet(entries: Iterable<FileEntry>): FileSet {
  const paths = new Map<string, FileEntry>();
  for (const entry of entries) {
    const path = tidyPath(entry.path);
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

function tidyPath(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/');
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
}

/** The folder of a path, `''` for one without. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of something in a folder. */
export function joinPath(folder: string, ...parts: readonly string[]): string {
  return [folder, ...parts].filter((part) => part !== '').join('/');
}
