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
 * can be looked into again, so that the page follows them as it follows any other; of a file that grew only what was
 * added is fetched.
 * @param ask fetches, as `fetch` does
 * @throws {Error} where the server that served the page is gone.
 */
export async function servedFiles(
  { search }: Pick<Location, 'search'>,
  ask: (address: string, init?: RequestInit) => Promise<Response> = (...of) => fetch(...of),
): Promise<Served | null> {
  const token = new URLSearchParams(search).get('given');
  if (token === null) return null;
  const at = `./given/${encodeURIComponent(token)}`;
  const { isWatched } = await listOf(at, ask);
  const known = new Map<string, { readonly version: string; readonly file: File }>();
  const fileOf = async ({ path, size, written }: ServedFile): Promise<File> => {
    const version = `${String(size)} ${String(written)}`;
    const before = known.get(path);
    if (before?.version === version) return before.file;
    const fetched = async (range?: string) => {
      const headers = new Headers(range === undefined ? [] : [['Range', `bytes=${range}`]]);
      const response = await ask(`${at}?path=${encodeURIComponent(path)}`, { headers });
      if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
      return range === undefined || response.status === 206 ? response.blob() : null;
    };
    const added = before && size > before.file.size ? await addedTo(before.file, fetched) : null;
    const parts = added ? [before!.file, added] : [(await fetched())!];
    const file = new File(parts, path.slice(path.lastIndexOf('/') + 1), { lastModified: written });
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
      for (const each of (await listOf(at, ask)).files)
        yield [each.path, { kind: 'file', getFile: () => fileOf(each) }];
    },
  } as unknown as FileSystemDirectoryHandle;
  return { files: await filesOfFolder(folder), folder, isWatched };
}

/** So many bytes at either end of what is here tell whether the file still begins with it. */
const COMPARED = 2 ** 16;

/**
 * What stands behind what is here of a file; null where the file does not begin with that any more.
 * @param fetched fetches a range of the file; null where it cannot be had by range
 */
async function addedTo(here: Blob, fetched: (range: string) => Promise<Blob | null>): Promise<Blob | null> {
  if (here.size === 0) return null;
  const from = Math.max(0, here.size - COMPARED);
  const head = here.slice(0, COMPARED);
  const begin = await fetched(`0-${String(head.size - 1)}`);
  const rest = begin && (await isSame(begin, head)) ? await fetched(`${String(from)}-`) : null;
  if (!rest || !(await isSame(rest.slice(0, here.size - from), here.slice(from)))) return null;
  return rest.slice(here.size - from);
}

async function isSame(a: Blob, b: Blob): Promise<boolean> {
  const [one, other] = [new Uint8Array(await a.arrayBuffer()), new Uint8Array(await b.arrayBuffer())];
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

async function listOf(
  at: string,
  ask: (address: string) => Promise<Response>,
): Promise<{ files: ServedFile[]; isWatched: boolean }> {
  const response = await ask(at);
  if (!response.ok) throw new Error('The files that the command line named are no longer served.');
  return (await response.json()) as { files: ServedFile[]; isWatched: boolean };
}
