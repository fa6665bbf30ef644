import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zipFiles } from '../../../history/index.ts';
import type { ExportedFile } from '../../../history/index.ts';
import { UsageError } from '../usage.ts';
import { reasonOf } from './system-error.ts';

/** What stands for standard output. */
export const STDOUT = '-';

/**
 * Writes the files of an export: one file to standard output or to the named file; several, or any into a folder that
 * is there or ends with `/`, into that folder; anything into a `.zip`. A file is written beside its place and moved
 * there, so that it is whole at every moment.
 * @param mayReplace whether files that are there already are written over
 * @returns the paths that were written; none for standard output.
 * @throws {UsageError} for several files that are to go where only one can, and for files that are there already.
 */
export async function writeOutput(
  files: readonly ExportedFile[],
  out: string,
  stdout: {
    readonly isTTY?: boolean;
    write: (data: string | Uint8Array, done: (error?: Error | null) => void) => unknown;
  },
  mayReplace: boolean,
): Promise<string[]> {
  const save = async (all: readonly ExportedFile[]): Promise<string[]> => {
    if (!mayReplace) await refuseExisting(all.map(({ path }) => path));
    for (const file of all) await write(file);
    return all.map(({ path }) => path);
  };
  if (/\.zip$/i.test(out)) return save([{ path: out, content: zipFiles(files) }]);
  const isFolder = /[/\\]$/.test(out) || (await stat(out).catch(() => null))?.isDirectory() === true;
  if (isFolder || (files.length > 1 && out !== STDOUT))
    return save(files.map(({ path, content }) => ({ path: join(out, path), content })));
  const [file] = files;
  if (files.length > 1 || !file)
    throw new UsageError(
      `This gives ${String(files.length)} files, which do not fit standard output: name a folder or a .zip with --out.`,
    );
  if (out !== STDOUT) return save([{ path: out, content: file.content }]);
  if (typeof file.content !== 'string' && stdout.isTTY === true)
    throw new UsageError('This gives bytes that a terminal cannot show: name a file with --out.');
  await new Promise<void>((resolve, reject) => {
    stdout.write(file.content, (error) => (error ? reject(error) : resolve()));
  });
  return [];
}

async function refuseExisting(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const isThere = (await stat(path).catch(() => null)) !== null;
    if (isThere)
      throw new UsageError(`"${path}" is there already: name another, or give --force to write over it.`);
  }
}

async function write({ path, content }: ExportedFile): Promise<void> {
  const part = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(part, content);
    await rename(part, path);
  } catch (error) {
    throw new Error(`"${path}" cannot be written: ${reasonOf(error)}.`, { cause: error });
  }
}
