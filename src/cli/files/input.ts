import type { Stats } from 'node:fs';
import { open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { FileEntry } from '../../../history/index.ts';
import { UsageError } from '../usage.ts';
import { reasonOf } from './system-error.ts';

/** What stands for standard input among the inputs. */
const STDIN = '-';

/** A file, and when it was written last, in milliseconds since 1970; standard input never was. */
export interface InputFile extends FileEntry {
  readonly written?: number;
}

/**
 * The files that inputs name: files, every file below a folder (links followed, no folder twice), and standard input.
 * @throws {UsageError} for an input that is not there.
 */
export async function readInputs(
  inputs: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
): Promise<InputFile[]> {
  if (inputs.length === 0)
    throw new UsageError('No input is named: give files, folders, or - for standard input.');
  const names = new Map<string, number>();
  const entries: InputFile[] = [];
  for (const input of inputs) {
    if (input === STDIN) {
      const bytes = await readAll(stdin);
      entries.push({ path: 'stdin', size: bytes.length, read: () => Promise.resolve(bytes) });
      continue;
    }
    const info = await stat(input).catch(() => null);
    if (!info) throw new UsageError(`There is no file or folder "${input}".`);
    // Inputs of one name come from different places, and stay apart by a number.
    const name =
      basename(input) === '' || /^\.*$/.test(basename(input))
        ? basename(await realpath(input))
        : basename(input);
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    const path = count === 1 ? name : `${String(count)}/${name}`;
    if (info.isDirectory()) entries.push(...(await walk(input, path, await realpath(input), new Set())));
    else entries.push(fileAt(input, path, info));
  }
  return entries;
}

/**
 * The files below a folder.
 * @param top the folder that was named, without links in its path: a link to what lies in it is seen there anyway
 * @param above the folders that this one lies in, through links too
 */
async function walk(
  folder: string,
  path: string,
  top: string,
  above: ReadonlySet<string>,
): Promise<InputFile[]> {
  const real = await realpath(folder);
  if (above.has(real)) return [];
  const known = new Set([...above, real]);
  const entries: InputFile[] = [];
  const found = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => reasonOf(error));
  // What cannot be looked into spoils nothing beside it, and is said like a file that cannot be read.
  if (typeof found === 'string') {
    const read = () => Promise.reject(new Error(found));
    return [{ path, size: 0, read, slice: read }];
  }
  for (const entry of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry;
    const file = join(folder, name);
    if (entry.isSymbolicLink() && (await leadsInto(file, top))) continue;
    // A link to nowhere is no file.
    const info = await stat(file).catch(() => null);
    if (info?.isDirectory()) entries.push(...(await walk(file, `${path}/${name}`, top, known)));
    else if (info?.isFile()) entries.push(fileAt(file, `${path}/${name}`, info));
  }
  return entries;
}

async function leadsInto(link: string, top: string): Promise<boolean> {
  const target = await realpath(link).catch(() => null);
  return target !== null && (target === top || target.startsWith(top + sep));
}

/** A file on the disk, of which large ones are read piece by piece. A pipe has no place to begin at. */
function fileAt(file: string, path: string, info: Stats): InputFile {
  const saying = <Result>(reading: Promise<Result>): Promise<Result> =>
    reading.catch((error: unknown) => {
      throw new Error(reasonOf(error), { cause: error });
    });
  const entry = { path, size: info.size, written: info.mtimeMs, read: () => saying(readFile(file)) };
  return info.isFile() ? { ...entry, slice: (start, end) => saying(readSlice(file, start, end)) } : entry;
}

async function readSlice(path: string, start: number, end: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(end - start);
    let length = 0;
    for (let read = -1; length < bytes.length && read !== 0; length += read)
      read = (await file.read(bytes, length, bytes.length - length, start + length)).bytesRead;
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
