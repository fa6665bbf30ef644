import { filesOfFolder, type GivenFiles } from './page-files.ts';

interface ServedFile {
  readonly path: string;
  readonly size: number;
  readonly written: number;
  readonly isStream: boolean;
}

interface FileList {
  /** Number of the list; a batch is asked for by it. */
  readonly list: number;
  readonly files: readonly ServedFile[];
  readonly isWatched: boolean;
}

/** Files up to this size are fetched many at a time. */
const SMALL_BYTES = 2 ** 16;

const MAX_BATCH_FILES = 1000;
const MAX_BATCH_BYTES = 2 ** 22;

/** Files that the command line hands to the page which it serves. */
export interface Served extends GivenFiles {
  /** Whether the command line was asked to follow the files (`--watch`). */
  readonly isWatched: boolean;
}

/**
 * Returns the files that the address of the page names by `?given=…`; null without it. They come as a folder that
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
  const versionOf = ({ size, written }: ServedFile) => `${String(size)} ${String(written)}`;
  const keep = (served: ServedFile, parts: BlobPart[]): File => {
    const { path, written } = served;
    const file = new File(parts, path.slice(path.lastIndexOf('/') + 1), { lastModified: written });
    known.set(path, { version: versionOf(served), file });
    return file;
  };
  const fileOf = async (served: ServedFile): Promise<File> => {
    const { path, size } = served;
    const before = known.get(path);
    if (before?.version === versionOf(served)) return before.file;
    const fetched = async (range?: string) => {
      const headers = new Headers(range === undefined ? [] : [['Range', `bytes=${range}`]]);
      const response = await ask(`${at}?path=${encodeURIComponent(path)}`, { headers });
      if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
      return range === undefined || response.status === 206 ? response.blob() : null;
    };
    const added = before && size > before.file.size ? await addedTo(before.file, fetched) : null;
    const parts = added ? [before!.file, added] : [(await fetched())!];
    return keep(served, parts);
  };
  const fetchBatch = async ({ list, files }: FileList, { from, to }: Batch): Promise<void> => {
    const response = await ask(`${at}?list=${String(list)}&from=${String(from)}&to=${String(to)}`);
    // Its files are then fetched one by one, and each says why it fails.
    if (!response.ok) return;
    const bytes = await response.arrayBuffer();
    const lengths = new DataView(bytes);
    let start = (to - from) * 8;
    for (let i = from; i < to; i++) {
      const length = lengths.getFloat64((i - from) * 8, true);
      if (length < 0) continue;
      keep(files[i]!, [bytes.slice(start, start + length)]);
      start += length;
    }
  };
  const folder = {
    kind: 'directory',
    // Its entries have the paths that the command line printed.
    name: '',
    async *entries(): AsyncGenerator<
      [string, { readonly kind: 'file'; readonly getFile: () => Promise<File> }]
    > {
      const now = await listOf(at, ask);
      const batches = batchesOf(now.files, (file) => !known.has(file.path));
      for (const [i, each] of now.files.entries()) {
        if (batches[0]?.from === i) await fetchBatch(now, batches.shift()!);
        yield [each.path, { kind: 'file', getFile: () => fileOf(each) }];
      }
    },
  } as unknown as FileSystemDirectoryHandle;
  return { ...(await filesOfFolder(folder)), folder, isWatched };
}

/** Files of a list, from the first up to, but not including, the last. */
interface Batch {
  readonly from: number;
  readonly to: number;
}

/** Runs of neighbouring small files that are new. */
export function batchesOf(
  files: readonly Pick<ServedFile, 'path' | 'size' | 'isStream'>[],
  isNew: (file: Pick<ServedFile, 'path'>) => boolean,
): Batch[] {
  const batches: Batch[] = [];
  let [from, bytes] = [0, 0];
  const end = (to: number) => {
    if (to - from > 1) batches.push({ from, to });
    [from, bytes] = [to, 0];
  };
  for (const [i, file] of files.entries()) {
    const isSmall = file.size <= SMALL_BYTES && !file.isStream && isNew(file);
    if (!isSmall || i - from === MAX_BATCH_FILES || bytes + file.size > MAX_BATCH_BYTES) end(i);
    if (isSmall) bytes += file.size;
    else from = i + 1;
  }
  end(files.length);
  return batches;
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

async function listOf(at: string, ask: (address: string) => Promise<Response>): Promise<FileList> {
  const response = await ask(at);
  if (!response.ok) throw new Error('The files that the command line named are no longer served.');
  return (await response.json()) as FileList;
}
