import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOfContent, zipFiles } from '../../../history/index.ts';
import type { ExportedFile } from '../../../history/index.ts';
import { UsageError } from '../usage.ts';
import { writeTo } from './write-file.ts';

/** Stands for standard output. */
export const STDOUT = '-';

/** A destination for bytes. */
interface Sink {
  readonly isTTY?: boolean;
  write: (data: Uint8Array, done: (error?: Error | null) => void) => unknown;
}

/** A file to write, with its bytes in chunks. */
interface Output {
  readonly path: string;
  readonly bytes: Iterable<Uint8Array>;
}

/**
 * Writes the files of an export: a single file to standard output or to the named file; several files, or any if `out`
 * exists as a folder or ends with `/`, into that folder; anything into a `.zip`. A file is written under a temporary name
 * and renamed, so that it is complete at every moment; an existing pipe or device is written to.
 *
 * @param mayReplace whether existing files are overwritten
 * @returns the paths that were written; none for standard output
 * @throws {UsageError} if there are several files for a single destination, or a file exists
 * @throws {Error} with the reason, if a file cannot be written
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
      `The output is ${String(files.length)} files, too many for standard output: name a folder or a .zip with --out.`,
    );
  if (out !== STDOUT) return save([{ path: out, bytes: bytesOfContent(file.content) }]);
  if (file.content instanceof Uint8Array && stdout.isTTY === true)
    throw new UsageError('The output is binary, which a terminal cannot show: name a file with --out.');
  for (const bytes of bytesOfContent(file.content)) {
    await new Promise<void>((resolve, reject) => {
      stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }
  return [];
}

/**
 * Checks `out` before anything is read, as far as possible without knowing the files to write.
 *
 * @throws {UsageError} if it is empty, or a file that exists and may not be replaced
 */
export async function checkOutput(out: string, mayReplace: boolean): Promise<void> {
  if (out === '') throw new UsageError('--out: expected a file or a folder, got "".');
  const isFile = (await stat(out).catch(() => null))?.isFile() === true;
  if (isFile && !mayReplace) await refuseExisting([out]);
}

async function refuseExisting(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const existing = await stat(path).catch(() => null);
    // Pipes and devices have no content to lose.
    if (existing?.isFile() === true || existing?.isDirectory() === true)
      throw new UsageError(`"${path}" already exists: name another, or use --force to overwrite it.`);
  }
}
