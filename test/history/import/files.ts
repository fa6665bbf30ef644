import { importFiles } from '../../../history/index.ts';
import type { FileEntry, ImportedFiles, ImportFilesOptions } from '../../../history/index.ts';

/** A file in memory. */
export function entryOf(path: string, content: string | Uint8Array): FileEntry {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, size: bytes.length, read: () => Promise.resolve(bytes) };
}

/** A file that can only be had in pieces, and how large the largest of them was. */
export function inPieces(path: string, bytes: Uint8Array): FileEntry & { readonly largest: () => number } {
  let largest = 0;
  return {
    path,
    size: bytes.length,
    read: () => Promise.reject(new Error('read whole')),
    slice: (start, end) => {
      largest = Math.max(largest, end - start);
      return Promise.resolve(bytes.slice(start, end));
    },
    largest: () => largest,
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
