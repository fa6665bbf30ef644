import { constants, type Stats } from 'node:fs';
import { access, open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { FileEntry } from '../../../history/index.ts';
import { UsageError } from '../usage.ts';
import { readDevice, readPipe } from './stream.ts';
import { reasonOf } from './system-error.ts';
import { isVirtual } from './virtual.ts';

/** Stands for standard input. */
const STDIN = '-';

/** Number of concurrent `stat` calls. */
const MAX_CONCURRENT_STATS = 64;

export interface InputFile extends FileEntry {
  /** Milliseconds since 1970 of the last write; undefined for a stream, which is read once. */
  readonly written?: number;
  /** Rejects if the file cannot be opened for reading; undefined for a stream. */
  readonly check?: () => Promise<void>;
}

/**
 * Returns the files named by inputs: files, all regular files below a folder (following links, each folder once), and
 * streams: standard input, named pipes and devices.
 *
 * @throws {UsageError} if an input does not exist
 */
export async function readInputs(
  inputs: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
): Promise<InputFile[]> {
  return createInputs(inputs, stdin)();
}

/**
 * Returns a function that lists the inputs. Later calls see new files; streams are read once, when their bytes are first
 * requested, and kept in memory.
 */
export function createInputs(
  inputs: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
): () => Promise<InputFile[]> {
  if (inputs.length === 0)
    throw new UsageError('No input given: name files, folders, or - for standard input.');
  const streams = new Map<string, InputFile>();
  return async () => {
    const names = new Map<string, number>();
    const files: InputFile[] = [];
    for (const input of inputs) {
      if (input === STDIN) {
        const known = streams.get(STDIN) ?? inMemory('stdin', await readAll(stdin));
        streams.set(STDIN, known);
        files.push(known);
        continue;
      }
      const info = await stat(input).catch(() => null);
      if (!info) throw new UsageError(`There is no file or folder "${input}".`);
      // A number distinguishes inputs with the same name from different folders.
      const name =
        basename(input) === '' || /^\.*$/.test(basename(input))
          ? basename(await realpath(input))
          : basename(input);
      const count = (names.get(name) ?? 0) + 1;
      names.set(name, count);
      const path = count === 1 ? name : `${String(count)}/${name}`;
      if (info.isDirectory()) await walk(input, path, await realpath(input), new Set(), files);
      else if (info.isFile() && !(await isVirtual(input))) files.push(fileAt(input, path, info));
      else {
        const stream = streams.get(path) ?? streamAt(input, path, info);
        streams.set(path, stream);
        files.push(stream);
      }
    }
    return files;
  };
}

/**
 * Appends the regular files below a folder to `files`.
 *
 * @param top real path of the named folder; links to folders within it are skipped
 * @param seen real paths of visited folders; added to
 */
async function walk(
  folder: string,
  path: string,
  top: string,
  seen: Set<string>,
  files: InputFile[],
): Promise<void> {
  const real = await realpath(folder);
  if (seen.has(real)) return;
  seen.add(real);
  if (await isVirtual(folder)) {
    files.push(unreadable(path, 'it is a virtual file system and is not read'));
    return;
  }
  const found = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => reasonOf(error));
  // A folder that cannot be read is reported like a file, and its siblings are still read.
  if (typeof found === 'string') {
    files.push(unreadable(path, found));
    return;
  }
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (let at = 0; at < found.length; at += MAX_CONCURRENT_STATS) {
    const group = await Promise.all(
      found.slice(at, at + MAX_CONCURRENT_STATS).map(async (entry) => {
        const file = join(folder, entry.name);
        if (entry.isSymbolicLink() && (await leadsInto(file, top))) return null;
        // A dangling link is not a file.
        const info = await stat(file).catch(() => null);
        return info && { file, path: `${path}/${entry.name}`, info };
      }),
    );
    for (const each of group) {
      if (each?.info.isDirectory()) await walk(each.file, each.path, top, seen, files);
      else if (each?.info.isFile()) files.push(fileAt(each.file, each.path, each.info));
    }
  }
}

async function leadsInto(link: string, top: string): Promise<boolean> {
  const target = await realpath(link).catch(() => null);
  return target !== null && (target === top || target.startsWith(top + sep));
}

/** A regular file. Large ones are read in parts. */
function fileAt(file: string, path: string, info: Stats): InputFile {
  return {
    path,
    size: info.size,
    written: info.mtimeMs,
    read: () => withReason(readFile(file)),
    slice: (start, end) => withReason(readSlice(file, start, end)),
    check: () => access(file, constants.R_OK),
  };
}

/** A file that is read once, from beginning to end. A failed read may be retried. */
function streamAt(file: string, path: string, info: Stats): InputFile {
  if (info.isSocket()) return unreadable(path, 'it is a socket, not a file');
  let bytes: Promise<Uint8Array> | null = null;
  return {
    path,
    size: 0,
    read: () => {
      bytes ??= withReason(info.isFIFO() ? readPipe(file) : readDevice(file)).catch((error: unknown) => {
        bytes = null;
        throw error;
      });
      return bytes;
    },
  };
}

function inMemory(path: string, bytes: Uint8Array): InputFile {
  return { path, size: bytes.length, read: () => Promise.resolve(bytes) };
}

function unreadable(path: string, reason: string): InputFile {
  const read = () => Promise.reject(new Error(reason));
  return { path, size: 0, read, slice: read, check: read };
}

async function withReason<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
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
