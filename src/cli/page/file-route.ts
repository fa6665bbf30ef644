import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { contentRange, parseByteRange, type ByteRange } from '../../server/byte-range.ts';
import { HttpError } from '../../server/http-error.ts';
import type { Route } from '../../server/page-server.ts';
import type { InputFile } from '../files/input.ts';

/** A file as the list names it. A file whose size or time differs from the last list was written since. */
interface ListedFile {
  readonly path: string;
  /** In bytes; 0 for a stream that has not been read. */
  readonly size: number;
  /** Milliseconds since 1970 of the last write; 0 for a stream. */
  readonly written: number;
  /** Whether the file can only be read as a whole, and its size may not be known before that. */
  readonly isStream: boolean;
}

/** Bytes of a file that are in memory at once while it is sent. */
const CHUNK_BYTES = 2 ** 22;

/** A batch is in memory at once. */
const MAX_BATCH_BYTES = 2 ** 23;

const OCTETS = 'application/octet-stream';

/** Length of a file of a batch that could not be read. */
const UNREADABLE = -1;

async function* chunksOf(file: InputFile, { start, end }: ByteRange): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += CHUNK_BYTES)
    yield await readExactly(file, at, Math.min(end, at + CHUNK_BYTES));
}

/** @throws {Error} if the file has become shorter than it was when it was listed. */
async function readExactly({ slice }: InputFile, start: number, end: number): Promise<Uint8Array> {
  const bytes = await slice!(start, end);
  if (bytes.length < end - start) throw new Error('it became shorter while it was read');
  return bytes;
}

export interface FileRoute {
  /** A random part of the address; a request without it gets nothing. */
  readonly token: string;
  readonly route: Route;
}

export interface FileRouteOptions {
  /** The files as they are now. */
  readonly look: () => Promise<readonly InputFile[]>;
  /** Whether the page looks again for changes. */
  readonly isWatched: boolean;
  /** Called with a file that could not be read, and why. */
  readonly onUnreadable: (path: string, error: unknown) => void;
}

/**
 * Serves files to the page, below a token:
 * - `/given/TOKEN`: the list, as JSON with its number.
 * - `/given/TOKEN?path=PATH`: a file of the last list, whole or by range.
 * - `/given/TOKEN?list=NUMBER&from=I&to=J`: files I to J-1 of that list in one answer: their lengths as 64-bit floats in
 *   little-endian order (-1 for a file that could not be read), then their bytes. 409 if there is a newer list.
 */
export function createFileRoute({ look, isWatched, onUnreadable }: FileRouteOptions): FileRoute {
  const token = randomBytes(16).toString('hex');
  let listNumber = 0;
  let listed: readonly InputFile[] = [];
  let byPath = new Map<string, InputFile>();
  let looking: Promise<string> | null = null;

  async function list(): Promise<string> {
    const found = await look();
    listed = found;
    byPath = new Map(found.map((file) => [file.path, file]));
    listNumber++;
    const files = found.map(({ path, size, written = 0, slice }): ListedFile => ({
      path,
      size,
      written,
      isStream: slice === undefined,
    }));
    return JSON.stringify({ list: listNumber, files, isWatched });
  }

  async function sendFile({ headers, method }: IncomingMessage, response: ServerResponse, path: string) {
    const file = byPath.get(path);
    if (!file) throw new HttpError(404, 'There is no such file.');
    const isHead = method === 'HEAD';
    try {
      if (file.slice === undefined) {
        response.setHeader('Content-Type', OCTETS);
        response.end(isHead ? undefined : await file.read());
        return;
      }
      const range = isHead ? null : parseByteRange(headers.range, file.size);
      const { start, end } = range ?? { start: 0, end: file.size };
      const chunks = chunksOf(file, { start, end });
      // If the file cannot be read, its first chunk fails, and the status can still say so.
      const first = isHead ? undefined : await chunks.next();
      response.setHeader('Content-Type', OCTETS);
      response.setHeader('Content-Length', end - start);
      if (range) {
        response.statusCode = 206;
        response.setHeader('Content-Range', contentRange(range, file.size));
      }
      if (!first || first.done) response.end();
      else
        await pipeline(async function* () {
          yield first.value;
          yield* chunks;
        }, response);
    } catch (error) {
      if (!(error instanceof HttpError) && !response.destroyed) onUnreadable(path, error);
      throw error;
    }
  }

  async function sendBatch(response: ServerResponse, search: URLSearchParams): Promise<void> {
    const [from, to] = [Number(search.get('from')), Number(search.get('to'))];
    if (search.get('list') !== String(listNumber))
      throw new HttpError(409, 'There is a newer list of files.');
    const isInList =
      Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= listed.length;
    if (!isInList)
      throw new HttpError(
        400,
        `Expected files within 0 to ${String(listed.length)}, got ${search.toString()}.`,
      );
    const files = listed.slice(from, to);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    if (bytes > MAX_BATCH_BYTES || files.some(({ slice }) => slice === undefined))
      throw new HttpError(400, 'These files are too large for one batch, or are streams.');
    const contents = await Promise.all(
      files.map((file) =>
        readExactly(file, 0, file.size).catch((error: unknown) => {
          onUnreadable(file.path, error);
          return null;
        }),
      ),
    );
    const lengths = Buffer.alloc(contents.length * 8);
    contents.forEach((content, i) => lengths.writeDoubleLE(content?.length ?? UNREADABLE, i * 8));
    response.setHeader('Content-Type', OCTETS);
    response.end(Buffer.concat([lengths, ...contents.filter((content) => content !== null)]));
  }

  return {
    token,
    async route(request, response, { pathname, searchParams }) {
      if (pathname !== `/given/${token}`) return false;
      response.setHeader('Cache-Control', 'no-store');
      const path = searchParams.get('path');
      if (path !== null) {
        await sendFile(request, response, path);
      } else if (searchParams.has('list')) {
        await sendBatch(response, searchParams);
      } else {
        // Requests that come while the folders are walked share its result.
        looking ??= list().finally(() => (looking = null));
        const text = await looking;
        response.setHeader('Content-Type', 'application/json');
        response.end(text);
      }
      return true;
    },
  };
}
