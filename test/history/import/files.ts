import { importFiles } from '../../../history/index.ts';
import type { FileEntry, ImportedFiles, ImportFilesOptions } from '../../../history/index.ts';

/** A file in memory. */
export function entryOf(path: string, content: string | Uint8Array): FileEntry {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, size: bytes.length, read: () => Promise.resolve(bytes) };
}

/** A file that can only be read in pieces, with their number and the size of the largest. */
export function inPieces(
  path: string,
  bytes: Uint8Array,
): FileEntry & { readonly largest: () => number; readonly count: () => number } {
  let [largest, count] = [0, 0];
  return {
    path,
    size: bytes.length,
    read: () => Promise.reject(new Error('read whole')),
    slice: (start, end) => {
      largest = Math.max(largest, end - start);
      count++;
      return Promise.resolve(bytes.slice(start, end));
    },
    largest: () => largest,
    count: () => count,
  };
}

/** Imports files given by path and content. */
export function importSet(
  files: Readonly<Record<string, string | Uint8Array>>,
  options?: ImportFilesOptions,
): Promise<ImportedFiles> {
  return importFiles(
    Object.entries(files).map(([path, content]) => entryOf(path, content)),
    options,
  );
}
