import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonOf } from '../files/system-error.ts';
import type { TrainArguments } from './options.ts';

type Outputs = Pick<TrainArguments, 'out' | 'cv-results' | 'models' | 'histories' | 'force'>;

/**
 * Checks before training that every output can be written and no file is overwritten.
 *
 * @param isResumed whether existing outputs are from the interrupted call
 * @throws {Error} a sentence with the option and its path
 */
export async function checkOutputs(args: Outputs, isResumed: boolean): Promise<void> {
  const mayReplace = args.force || isResumed;
  for (const option of ['out', 'cv-results'] as const) {
    const path = args[option];
    if (path !== undefined) await checkFile(option, path, mayReplace);
  }
  for (const option of ['models', 'histories'] as const) {
    const path = args[option];
    if (path !== undefined) await checkFolder(option, path, mayReplace);
  }
}

async function checkFile(option: string, path: string, mayReplace: boolean): Promise<void> {
  const existing = await stat(path).catch(() => null);
  if (existing?.isDirectory() === true || /(?:^|[/\\])$/.test(path)) {
    throw new Error(`--${option}: expected a file, got the folder "${path}"`);
  }
  // Pipes and devices have no content to lose.
  if (existing?.isFile() === true && !mayReplace) {
    throw new Error(`--${option}: "${path}" exists: name another file, or use --force to replace it`);
  }
  await checkWritable(option, path, dirname(path));
}

async function checkFolder(option: string, path: string, mayReplace: boolean): Promise<void> {
  const existing = await stat(path).catch(() => null);
  if (existing !== null && !existing.isDirectory()) {
    throw new Error(`--${option}: expected a folder, got the file "${path}"`);
  }
  if (existing !== null && !mayReplace && (await readdir(path)).length > 0) {
    throw new Error(
      `--${option}: the folder "${path}" is not empty: name another, or use --force to replace files in it`,
    );
  }
  await checkWritable(option, path, path);
}

/** Checks the folder, or its nearest existing parent, in which it would be created. */
async function checkWritable(option: string, path: string, folder: string): Promise<void> {
  try {
    const existing = await stat(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' && dirname(folder) !== folder) return null;
      throw error;
    });
    if (existing === null) return await checkWritable(option, path, dirname(folder));
    if (!existing.isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    await access(folder, constants.W_OK);
  } catch (error) {
    if (error instanceof Error && !('code' in error)) throw error;
    throw new Error(`--${option}: "${path}" cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}
