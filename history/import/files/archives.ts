import { unzipSync } from 'fflate';
import { MAX_FILE_BYTES, startsWith } from './bytes.ts';
import { createFileSet } from './file-set.ts';
import type { FileEntry, FileSet } from './file-set.ts';
import type { FileReport } from '../import-files.ts';

/** A set whose zip archives are replaced by the files in them, and what could not be opened. */
export interface Expanded {
  readonly set: FileSet;
  readonly reports: readonly FileReport[];
}

/**
 * Opens the zip archives of a set. The files in `runs.zip` lie in a folder of that name, and are unpacked when they are
 * read, one at a time. An archive that is broken is reported; archives in archives are not opened.
 */
export async function expandArchives(set: FileSet): Promise<Expanded> {
  const zips = set.files.filter(({ path }) => /\.zip$/i.test(path));
  if (zips.length === 0) return { set, reports: [] };
  const inside: FileEntry[] = [];
  const reports: FileReport[] = [];
  for (const zip of zips) {
    try {
      inside.push(...filesIn(zip.path, await zip.read()));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const notes = [`"${zip.path}" is no zip archive that can be opened: ${reason}.`];
      const { path } = zip;
      reports.push({ path, files: [path], outcome: 'failed', format: null, runs: [], notes });
    }
  }
  return { set: createFileSet([...set.files.filter((file) => !zips.includes(file)), ...inside]), reports };
}

function filesIn(archive: string, bytes: Uint8Array): FileEntry[] {
  if (!startsWith(bytes, 'PK')) throw new Error('it does not begin as one');
  const entries: FileEntry[] = [];
  unzipSync(bytes, {
    filter({ name, originalSize }) {
      if (!name.endsWith('/')) {
        const path = `${archive}/${name}`;
        entries.push({ path, size: originalSize, read: () => unzipOne(bytes, name, originalSize) });
      }
      return false;
    },
  });
  return entries;
}

function unzipOne(bytes: Uint8Array, wanted: string, size: number): Promise<Uint8Array> {
  // The size is what the archive says, and what is set aside for it.
  if (size > MAX_FILE_BYTES) {
    return Promise.reject(new Error(`it unpacks to more than ${String(MAX_FILE_BYTES / 2 ** 20)} MiB`));
  }
  try {
    const file = unzipSync(bytes, { filter: ({ name }) => name === wanted })[wanted];
    return file ? Promise.resolve(file) : Promise.reject(new Error('it is not in the archive'));
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}
