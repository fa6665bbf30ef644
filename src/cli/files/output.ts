import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zipFiles } from '../../../history/index.ts';
import type { ExportedFile } from '../../../history/index.ts';
import { UsageError } from '../usage.ts';

/** What stands for standard output. */
export const STDOUT = '-';

/**
 * Writes the files of an export: one file to standard output or to the named file; several, or any into a folder that
 * is there or ends with `/`, into that folder; anything into a `.zip`. A file is written beside its place and moved
 * there, so that it is whole at every moment.
 * @returns the paths that were written; none for standard output.
 * @throws {UsageError} for several files that are to go where only one can.
 */
export async function writeOutput(
  files: readonly ExportedFile[],
  out: string,
  stdout: {
    readonly isTTY?: boolean;
    write: (data: string | Uint8Array, done: (error?: Error | null) => void) => unknown;
  },
): Promise<string[]> {
  if (/\.zip$/i.test(out)) return [await save(out, zipFiles(files))];
  const isFolder = /[/\\]$/.test(out) || (await stat(out).catch(() => null))?.isDirectory() === true;
  if (isFolder || (files.length > 1 && out !== STDOUT)) {
    const written: string[] = [];
    for (const { path, content } of files) written.push(await save(join(out, path), content));
    return written;
  }
  const [file] = files;
  if (files.length > 1 || !file)
    throw new UsageError(
      `This gives ${String(files.length)} files, which do not fit standard output: name a folder or a .zip with --out.`,
    );
  if (out !== STDOUT) return [await save(out, file.content)];
  if (typeof file.content !== 'string' && stdout.isTTY === true)
    throw new UsageError('This gives bytes that a terminal cannot show: name a file with --out.');
  await new Promise<void>((resolve, reject) => {
    stdout.write(file.content, (error) => (error ? reject(error) : resolve()));
  });
  return [];
}

async function save(path: string, content: string | Uint8Array): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  await writeFile(part, content);
  await rename(part, path);
  return path;
}
