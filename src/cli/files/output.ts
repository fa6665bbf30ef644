import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOfContent, zipFiles } from '../../../history/index.ts';
import type { ExportedFile } from '../../../history/index.ts';
import { UsageError } from '../usage.ts';
import { writeTo } from './write-file.ts';

/** What stands for standard output. */
export const STDOUT = '-';

/** Where bytes go one after the other. */
interface Sink {
  readonly isTTY?: boolean;
  write: (data: Uint8Array, done: (error?: Error | null) => void) => unknown;
}

/** A file that is to be written, its bytes some at a time. */
interface Output {
  readonly path: string;
  readonly bytes: Iterable<Uint8Array>;
}

/**
 * Writes the files of an export: one file to standard output or to the named file; several, or any into a folder that
 * is there or ends with `/`, into that folder; anything into a `.zip`. A file is written beside its place and moved
 * there, so that it is whole at every moment; a pipe or a device that stands there is written to.
 * @param mayReplace whether files that are there already are written over
 * @returns the paths that were written; none for standard output.
 * @throws {UsageError} for several files that are to go where only one can, and for files that are there already.
 * @throws {Error} saying why something cannot be written.
 */
export async function writeOutput(
  files: readonly ExportedFile[],
  out: string,
  stdout: Sink,
  mayReplace: boolean,
): Promise<string[]> {
  await checkOutput(out, mayReplace);
  const save = async (all: readonly Output[]): Promise<string[]> => {
    if (!mayReplace) await refuseExisting(all.map(({ path }) => path));
    for (const { path, bytes } of all) await writeTo(path, bytes);
    return all.map(({ path }) => path);
  };
  if (/\.zip$/i.test(out)) return save([{ path: out, bytes: zipFiles(files) }]);
  const isFolder = /[/\\]$/.test(out) || (await stat(out).catch(() => null))?.isDirectory() === true;
  if (isFolder || (files.length > 1 && out !== STDOUT))
    return save(
      files.map(({ path, content }) => ({ path: join(out, path), bytes: bytesOfContent(content) })),
    );
  const [file] = files;
  if (files.length > 1 || !file)
    throw new UsageError(
      `This gives ${String(files.length)} files, which do not fit standard output: name a folder or a .zip with --out.`,
    );
  if (out !== STDOUT) return save([{ path: out, bytes: bytesOfContent(file.content) }]);
  if (file.content instanceof Uint8Array && stdout.isTTY === true)
    throw new UsageError('This gives bytes that a terminal cannot show: name a file with --out.');
  for (const bytes of bytesOfContent(file.content)) {
    await new Promise<void>((resolve, reject) => {
      stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }
  return [];
}

/**
 * Checks, before anything is read, what is known of `out` without the files that are to be written.
 *
 * @throws {UsageError} when it is empty, or a file that exists and may not be replaced
 */
export async function checkOutput(out: string, mayReplace: boolean): Promise<void> {
  if (out === '') throw new UsageError('--out: expected a file or a folder, got "".');
  const isFile = (await stat(out).catch(() => null))?.isFile() === true;
  if (isFile && !mayReplace) await refuseExisting([out]);
}

async function refuseExisting(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const there = await stat(path).catch(() => null);
    // Pipes and devices keep nothing that could be lost.
    if (there?.isFile() === true || there?.isDirectory() === true)
      throw new UsageError(`"${path}" is there already: name another, or give --force to write over it.`);
  }
}
