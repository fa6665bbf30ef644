import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeOnExit } from './remove-on-exit.ts';

/** Content for `writeFile`. */
export type FileContent = string | Uint8Array | Iterable<string | Uint8Array>;

/**
 * Writes a file under a temporary name beside `path` and renames it, so that the file is complete at every moment, even
 * when the process is killed. The temporary name is random and opened exclusively: no existing file or link is touched,
 * and two writers never share one.
 */
export async function writeWhole(path: string, content: FileContent): Promise<void> {
  // Not derived from the file's name, which may already have the maximum length.
  const temporary = join(dirname(path), `.heddle-${randomBytes(8).toString('hex')}.tmp`);
  const keep = removeOnExit(temporary);
  try {
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    keep();
  }
}
