/** A file that somebody gave to the page, and its path from where they gave it: a folder, or the file itself. */
export interface PageFile {
  readonly path: string;
  readonly file: File;
}

/** What somebody gave: files, and the folder that they lie in where the page may look into it again. */
export interface GivenFiles {
  readonly files: readonly PageFile[];
  readonly folder: FileSystemDirectoryHandle | null;
}

/** Folders deeper than this are not looked into: links that lead round in a circle would never end. */
const DEEPEST = 32;

/** The files of an input, those of a folder with their paths. */
export function filesOfInput(files: Iterable<File>): PageFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * What was dropped, folders walked. A folder that is dropped by itself comes with its handle where the browser gives one.
 * The items are gone when the event is over, so everything is asked of them at once.
 */
export async function filesOfDrop(data: DataTransfer): Promise<GivenFiles> {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  const plain = [...data.files];
  const entries = items.map((item) => item.webkitGetAsEntry());
  const handle = items.length === 1 && entries[0]?.isDirectory ? handleOf(items[0]!) : null;
  const folder = await handle;
  if (folder?.kind === 'directory') return { files: await filesOfFolder(folder), folder };
  // Files made by a script have no entries.
  if (entries.every((entry) => entry === null || entry.isFile))
    return { files: filesOfInput(plain), folder: null };
  const walked = await Promise.all(
    entries.filter((entry) => entry !== null).map((entry) => filesOfEntry(entry, 0)),
  );
  return { files: walked.flat(), folder: null };
}

/** Refused by browsers outside of secure pages, and unknown to some. */
async function handleOf(item: DataTransferItem): Promise<FileSystemDirectoryHandle | null> {
  if (!('getAsFileSystemHandle' in item)) return null;
  try {
    const handle = await (item.getAsFileSystemHandle as () => Promise<FileSystemHandle | null>).call(item);
    return handle?.kind === 'directory' ? (handle as FileSystemDirectoryHandle) : null;
  } catch {
    return null;
  }
}

async function filesOfEntry(entry: FileSystemEntry, depth: number): Promise<PageFile[]> {
  if (depth > DEEPEST) return [];
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) => {
      // A link that leads nowhere cannot be opened.
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null));
    });
    return file ? [{ path: entry.fullPath.slice(1), file }] : [];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: PageFile[] = [];
  for (;;) {
    // A hundred at a time, until there are none.
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) return inside;
    for (const each of some) inside.push(...(await filesOfEntry(each, depth + 1)));
  }
}

/** The files of a folder by its handle, their paths beginning with its name. */
export async function filesOfFolder(folder: FileSystemDirectoryHandle): Promise<PageFile[]> {
  const files: PageFile[] = [];
  const walk = async (handle: FileSystemDirectoryHandle, path: string, depth: number): Promise<void> => {
    for await (const [name, each] of handle.entries()) {
      const below = path === '' ? name : `${path}/${name}`;
      if (each.kind === 'directory') {
        if (depth < DEEPEST) await walk(each as FileSystemDirectoryHandle, below, depth + 1);
        continue;
      }
      try {
        files.push({ path: below, file: await (each as FileSystemFileHandle).getFile() });
      } catch {
        // It was there a moment ago: a job that writes may take files away.
      }
    }
  };
  await walk(folder, folder.name, 0);
  return files;
}

/** What tells of each file that it was written since: its size and when it was. */
export function versionsOf(files: readonly PageFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, file }) => [path, `${String(file.size)} ${String(file.lastModified)}`]));
}

/** What to read of files that were read before. */
export interface Again {
  /** Paths of what is new, was written since or is settled; nothing else is read. */
  readonly changed: ReadonlySet<string>;
  /** Of these a last line that is not ended is taken as it stands: nothing was written since it was left out. */
  readonly settled: ReadonlySet<string>;
}

export const NO_PATHS: ReadonlySet<string> = new Set();

/**
 * What to read now of files that had those versions before.
 * @param waiting paths of files of which a last line that is not ended was left out then
 */
export function readAgain(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
  waiting: ReadonlySet<string>,
): Again {
  const written = [...now.keys()].filter((path) => before.get(path) !== now.get(path));
  const settled = [...waiting].filter((path) => now.has(path) && before.get(path) === now.get(path));
  return { changed: new Set([...written, ...settled]), settled: new Set(settled) };
}
