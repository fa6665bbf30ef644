import { sentenceOf } from '../shell/messages.svelte.ts';

/** A file to import with its path relative to the opened or dropped folder, or its name. */
export interface PageFile {
  readonly path: string;
  readonly file: File;
}

/** A file or folder that could not be read, and the reason. */
export interface UnreadableFile {
  readonly path: string;
  readonly reason: string;
}

/** The files in folders, and what could not be read. */
export interface FoundFiles {
  readonly files: readonly PageFile[];
  readonly unreadable: readonly UnreadableFile[];
}

/** Files to import, and their folder if the page can list it again. */
export interface GivenFiles extends FoundFiles {
  readonly folder: FileSystemDirectoryHandle | null;
}

/** The maximum depth of folders, since links can be cyclic. */
const MAX_DEPTH = 32;

const TOO_DEEP = `The folder is more than ${String(MAX_DEPTH)} levels deep.`;

/** Collects the files of a walk through folders. */
class FileCollector implements FoundFiles {
  readonly files: PageFile[] = [];
  readonly unreadable: UnreadableFile[] = [];

  async add(path: string, read: () => Promise<File>): Promise<void> {
    try {
      this.files.push({ path, file: await read() });
    } catch (error) {
      this.fail(path, error);
    }
  }

  fail(path: string, error: unknown): void {
    this.unreadable.push({ path, reason: sentenceOf(error) });
  }
}

/** The files of an input, those of a folder with their paths. */
export function filesOfInput(files: Iterable<File>): PageFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** The files that the system opens with the installed page. */
export async function filesOfHandles(handles: readonly FileSystemFileHandle[]): Promise<GivenFiles> {
  const collector = new FileCollector();
  for (const handle of handles) await collector.add(handle.name, () => handle.getFile());
  return { files: collector.files, unreadable: collector.unreadable, folder: null };
}

/**
 * The files of a drop, including those in dropped folders. A folder dropped alone comes with its handle if the browser
 * supports handles. The items expire when the event handler returns, so all are read before the first `await`.
 */
export async function filesOfDrop(data: DataTransfer): Promise<GivenFiles> {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  const plain = [...data.files];
  const entries = items.map((item) => item.webkitGetAsEntry());
  const handle = items.length === 1 && entries[0]?.isDirectory ? handleOf(items[0]!) : null;
  const folder = await handle;
  if (folder?.kind === 'directory') return openFolder(folder);
  // Files made by a script have no entries.
  if (entries.every((entry) => entry === null || entry.isFile))
    return { files: filesOfInput(plain), unreadable: [], folder: null };
  const found = new FileCollector();
  for (const entry of entries) if (entry !== null) await collectEntry(entry, 0, found);
  return { files: found.files, unreadable: found.unreadable, folder: null };
}

/** Rejected by browsers outside of secure contexts, and missing in some. */
async function handleOf(item: DataTransferItem): Promise<FileSystemDirectoryHandle | null> {
  if (!('getAsFileSystemHandle' in item)) return null;
  try {
    const handle = await (item.getAsFileSystemHandle as () => Promise<FileSystemHandle | null>).call(item);
    return handle?.kind === 'directory' ? (handle as FileSystemDirectoryHandle) : null;
  } catch {
    return null;
  }
}

async function collectEntry(entry: FileSystemEntry, depth: number, found: FileCollector): Promise<void> {
  const path = entry.fullPath.slice(1);
  if (entry.isFile) {
    return found.add(path, () => {
      return new Promise((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    });
  }
  if (depth > MAX_DEPTH) return found.fail(path, TOO_DEEP);
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // Each call returns a hundred entries at most; an empty list is the end.
  const next = () =>
    new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, (error) => {
        found.fail(path, error);
        resolve([]);
      }),
    );
  for (let entries = await next(); entries.length > 0; entries = await next())
    for (const each of entries) await collectEntry(each, depth + 1, found);
}

/** The files of a folder as `filesOfFolder` finds them; a folder that cannot be listed is itself unreadable. */
export async function openFolder(folder: FileSystemDirectoryHandle): Promise<GivenFiles> {
  try {
    return { ...(await filesOfFolder(folder)), folder };
  } catch (error) {
    return { files: [], unreadable: [{ path: folder.name, reason: sentenceOf(error) }], folder: null };
  }
}

/**
 * The files of a folder by its handle. Paths begin with the folder's name.
 *
 * @throws {unknown} what the browser throws if the folder itself cannot be listed
 */
export async function filesOfFolder(folder: FileSystemDirectoryHandle): Promise<FoundFiles> {
  const found = new FileCollector();
  const walk = async (handle: FileSystemDirectoryHandle, path: string, depth: number): Promise<void> => {
    for await (const [name, each] of handle.entries()) {
      const below = path === '' ? name : `${path}/${name}`;
      if (each.kind === 'file') await found.add(below, () => (each as FileSystemFileHandle).getFile());
      else if (depth >= MAX_DEPTH) found.fail(below, TOO_DEEP);
      else {
        await walk(each as FileSystemDirectoryHandle, below, depth + 1).catch((error: unknown) => {
          found.fail(below, error);
        });
      }
    }
  };
  await walk(folder, folder.name, 0);
  return { files: found.files, unreadable: found.unreadable };
}

/** The version of each file by its path: size and time of modification. */
export function versionsOf(files: readonly PageFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, file }) => [path, `${String(file.size)} ${String(file.lastModified)}`]));
}

/** What to read of files that were read before. */
export interface ChangedFiles {
  /** Paths of files that are new, modified or settled; no others are read. */
  readonly changed: ReadonlySet<string>;
  /** Files whose unterminated last line is read as it is: they have not grown since it was left out. */
  readonly settled: ReadonlySet<string>;
}

export const NO_PATHS: ReadonlySet<string> = new Set();

/**
 * What to read now, by comparing the versions of files before and now.
 * @param waiting paths of files whose unterminated last line was left out before
 */
export function diffVersions(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
  waiting: ReadonlySet<string>,
): ChangedFiles {
  const written = [...now.keys()].filter((path) => before.get(path) !== now.get(path));
  const settled = [...waiting].filter((path) => now.has(path) && before.get(path) === now.get(path));
  return { changed: new Set([...written, ...settled]), settled: new Set(settled) };
}
