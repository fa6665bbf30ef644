import { isGzip, refuseWhole, startsWith } from '../bytes.ts';
import { cachedSlice } from '../cached-slice.ts';
import { createFileSet } from '../file-set.ts';
import type { FileEntry, FileSet } from '../file-set.ts';
import type { Slice } from '../pieces.ts';
import { unpackingSource } from './unpacking-source.ts';
import { dataPlace, readZipDirectory } from './zip-directory.ts';
import type { ZipMember } from './zip-directory.ts';
import type { FileReport } from '../../import-files.ts';

/** A file set with zip archives replaced by their files, and reports of archives that could not be opened. */
export interface Expanded {
  readonly set: FileSet;
  readonly reports: readonly FileReport[];
}

/**
 * Opens the zip archives of a set. The files in `runs.zip` are in a folder of that name and are unpacked when read, one at a
 * time. Broken archives are reported; nested archives are not opened.
 */
export async function expandArchives(set: FileSet): Promise<Expanded> {
  const zips: FileEntry[] = [];
  const outside: FileEntry[] = [];
  for (const file of set.files) (isZip(file.path) && !(await isPlainText(file)) ? zips : outside).push(file);
  if (zips.length === 0) return { set, reports: [] };
  const inside: FileEntry[] = [];
  const reports: FileReport[] = [];
  for (const zip of zips) {
    try {
      for (const file of await filesIn(zip)) inside.push(file);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const notes = [`"${zip.path}" is not a readable zip archive: ${reason}.`];
      const { path } = zip;
      reports.push({ path, files: [path], outcome: 'failed', format: null, runs: [], notes });
    }
  }
  return { set: createFileSet([...outside, ...inside]), reports };
}

function isZip(path: string): boolean {
  return /\.zip$/i.test(path);
}

/** Whether a file begins as text or gzip, which is read as what it is, whatever its name. */
async function isPlainText(file: FileEntry): Promise<boolean> {
  try {
    const head = file.slice ? await file.slice(0, HEAD_LENGTH) : (await file.read()).subarray(0, HEAD_LENGTH);
    if (isGzip(head)) return true;
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !text.startsWith('PK') && /[\n,:]/.test(text) && !text.includes('\0');
  } catch {
    return false;
  }
}

const HEAD_LENGTH = 4096;

async function filesIn(zip: FileEntry): Promise<FileEntry[]> {
  const { slice, size } = zip.slice
    ? { slice: cachedSlice(zip.slice, zip.size), size: zip.size }
    : inMemory(await zip.read());
  if (!startsWith(await slice(0, 2), 'PK')) throw new Error('it does not have the signature of one');
  const members = await readZipDirectory(size, slice);
  return members
    .filter(({ name }) => !name.endsWith('/'))
    .map((member) => entryOf(member, `${zip.path}/${member.name}`, { slice, size }));
}

function inMemory(bytes: Uint8Array): Archive {
  return { slice: (start, end) => Promise.resolve(bytes.subarray(start, end)), size: bytes.length };
}

interface Archive {
  readonly slice: Slice;
  readonly size: number;
}

const [STORED, DEFLATED] = [0, 8];

function entryOf(member: ZipMember, path: string, archive: Archive): FileEntry {
  const { method, packedSize, size } = member;
  /** The packed bytes of the member. */
  const slice: Slice = async (start, end) => {
    if (member.isEncrypted) throw new Error('it is encrypted');
    if (method !== STORED && method !== DEFLATED)
      throw new Error(`its compression is not supported (method ${String(method)})`);
    const place = await dataPlace(member, archive.slice);
    if (place + packedSize > archive.size) throw new Error('it is cut off');
    return archive.slice(place + start, place + Math.min(end, packedSize));
  };
  if (method === STORED) {
    const read = () => {
      refuseWhole(packedSize, { fileName: path });
      return slice(0, packedSize);
    };
    return { path, size: packedSize, read, slice };
  }
  const source = () => unpackingSource({ size: packedSize, slice, packing: 'deflate' }, { fileName: path });
  return {
    path,
    size,
    async read() {
      const { bytes } = await source().fetch(0, Infinity);
      return bytes;
    },
    // Progress counts unpacked bytes, like the size.
    unpack: () => ({ ...source(), placeOf: (at) => at }),
  };
}
