import { filesOfFolder, type GivenFiles } from './page-files.ts';

interface ServedFile {
  readonly path: string;
  readonly size: number;
  readonly written: number;
}

/** Files that the command line hands to the page which it serves. */
export interface Served extends GivenFiles {
  /** Whether whoever started it wants what is written to appear. */
  readonly isWatched: boolean;
}

/**
 * The files that the address of the page tells of, `?given=…`; null where it tells of none. They come as a folder that
 * can be looked into again, so that the page follows them as it follows any other.
 * @throws {Error} where the server that served the page is gone.
 */
export async function servedFiles({ search }: Pick<Location, 'search'>): Promise<Served | null> {
  const token = new URLSearchParams(search).get('given');
  if (token === null) return null;
  const at = `./given/${encodeURIComponent(token)}`;
  const { isWatched } = await listOf(at);
  const known = new Map<string, { readonly version: string; readonly file: File }>();
  const fileOf = async ({ path, size, written }: ServedFile): Promise<File> => {
    const version = `${String(size)} ${String(written)}`;
    const before = known.get(path);
    if (before?.version === version) return before.file;
    const response = await fetch(`${at}?path=${encodeURIComponent(path)}`);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    const file = new File([await response.blob()], path.slice(path.lastIndexOf('/') + 1), {
      lastModified: written,
    });
    known.set(path, { version, file });
    return file;
  };
  const folder = {
    kind: 'directory',
    // What is in it has the paths that the command line told.
    name: '',
    async *entries(): AsyncGenerator<
      [string, { readonly kind: 'file'; readonly getFile: () => Promise<File> }]
    > {
      for (const each of (await listOf(at)).files)
        yield [each.path, { kind: 'file', getFile: () => fileOf(each) }];
    },
  } as unknown as FileSystemDirectoryHandle;
  return { files: await filesOfFolder(folder), folder, isWatched };
}

async function listOf(at: string): Promise<{ files: ServedFile[]; isWatched: boolean }> {
  const response = await fetch(at);
  if (!response.ok) throw new Error('The files that the command line named are no longer served.');
  return (await response.json()) as { files: ServedFile[]; isWatched: boolean };
}
