import { realpath, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { codeOf, reasonOf } from './system-error.ts';
import { writeWhole, type FileContent } from './write-whole.ts';

/**
 * Writes a file and creates missing folders. A regular file is replaced atomically; a pipe or a device is written to. If
 * the path is a symbolic link, its target is replaced.
 *
 * @throws {Error} a sentence with the path and the reason
 */
export async function writeTo(path: string, content: FileContent): Promise<void> {
  try {
    const existing = await stat(path).catch(() => null);
    if (existing?.isDirectory() === true) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (existing !== null && !existing.isFile()) return await writeFile(path, content);
    await makeFolder(dirname(path));
    await writeWhole(existing === null ? path : await realpath(path), content);
  } catch (error) {
    // ENOENT refers to the folder: the file itself would have been created.
    const reason = codeOf(error) === 'ENOENT' ? 'no file can be created there' : reasonOf(error);
    throw new Error(`"${path}" cannot be written: ${reason}.`, { cause: error });
  }
}
