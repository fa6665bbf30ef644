import { zipSync } from 'fflate';
import type { ExportedFile } from './types.ts';

/** What an archive says of when its files were made: the first moment that it can, so that equal runs give equal files. */
const TIME = '1980-01-01T00:00:00';

/** The files of an export as one zip archive. */
export function zipFiles(files: readonly ExportedFile[]): Uint8Array {
  const bytes = files.map(({ path, content }) => [
    path,
    typeof content === 'string' ? new TextEncoder().encode(content) : content,
  ]);
  return zipSync(Object.fromEntries(bytes) as Record<string, Uint8Array>, { mtime: TIME });
}
