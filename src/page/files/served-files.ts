import type { ImportProgress } from '../../../history/index.ts';
import { filesOfFolder, type GivenFiles } from './page-files.ts';

interface ServedFile {
  readonly path: string;
  readonly size: number;
  readonly written: number;
  readonly isStream: boolean;
}

interface FileList {
  /** The number of the list, which requests for batches contain. */
  readonly list: number;
  readonly files: readonly ServedFile[];
  readonly isWatched: boolean;
}

/** The maximum size in bytes of files that are fetched in batches. */
const SMALL_BYTES = 2 ** 16;

const MAX_BATCH_FILES = 1000;
const MAX_BATCH_BYTES = 2 ** 22;

/** Files that the command line serves to the page. */
export interface Served extends GivenFiles {
  /** Whether the files are to be followed (`--watch`). */
  readonly isWatched: boolean;
}

export interface ServedFilesOptions {
  /** `fetch` or an equivalent. */
  readonly ask?: (address: string, init?: RequestInit) => Promise<Response>;
  /** Ends the first fetch of the files. */
  readonly signal?: AbortSignal;
  /** Called before each file of the first fetch. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/**
 * Returns the files named by `?given=…` in the address of the page; null without it. They are a folder that can be listed
 * again, so that it can be followed like any other; only the added part of a file that grew is fetched.
 * @throws {Error} if the server of the page is gone, or the reason of `signal` if it is aborted
 */
export async function servedFiles(
  { search }: Pick<Location, 'search'>,
  { ask: request = (...of) => fetch(...of), signal, onProgress }: ServedFilesOptions = {},
): Promise<Served | null> {
  let isFirst = true;
  const ask = (address: string, init?: RequestInit) =>
    request(address, isFirst && signal ? { ...init, signal } : init);
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
    // Its files are then fetched one by one, with an error for each that fails.
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
      const totalBytes = now.files.reduce((sum, { size }) => sum + size, 0);
      let doneBytes = 0;
      for (const [i, each] of now.files.entries()) {
        if (isFirst) {
          signal?.throwIfAborted();
          onProgress?.({ done: i, total: now.files.length, doneBytes, totalBytes, current: each.path });
          doneBytes += each.size;
        }
        if (batches[0]?.from === i) await fetchBatch(now, batches.shift()!);
        yield [each.path, { kind: 'file', getFile: () => fileOf(each) }];
      }
    },
  } as unknown as FileSystemDirectoryHandle;
  const found = await filesOfFolder(folder);
  signal?.throwIfAborted();
  isFirst = false;
  return { ...found, folder, isWatched };
}

/** A range of files of a list; the end is exclusive. */
interface Batch {
  readonly from: number;
  readonly to: number;
}

/** Groups of consecutive small files that are new. */
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

/** The number of bytes at either end of the known part that are compared to detect whether the file was rewritten. */
const COMPARED = 2 ** 16;

/**
 * Returns the part of a file after the known part; null if the file no longer begins with the known part.
 * @param fetched fetches a range of the file; null if range requests are not supported
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
  if (!response.ok) throw new Error('The files named on the command line are no longer served.');
  return (await response.json()) as FileList;
}
