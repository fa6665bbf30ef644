import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { FileEntry } from '../../../history/index.ts';

/** What the page is told of one file: where it is, and what tells that it was written since. */
interface GivenFile {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970 at which it was written last. */
  readonly written: number;
}

/** So much of a file is in memory at once while it is handed on. */
const PIECE = 2 ** 22;

/** The bytes from one place up to before another; those of all where there is no range. */
async function* piecesOf({ size, slice, read }: FileEntry, range: Range | null): AsyncGenerator<Uint8Array> {
  if (slice === undefined) {
    yield await read();
    return;
  }
  const { start, end } = range ?? { start: 0, end: size };
  for (let at = start; at < end; at += PIECE) yield await slice(at, Math.min(end, at + PIECE));
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The one range that a request asks for; null where it asks for all, or for what is not there. */
function rangeOf(asked: string | undefined, { size, slice }: FileEntry): Range | null {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(asked ?? '') ?? [];
  if (from === undefined || slice === undefined) return null;
  const [start, end] = [Number(from), to === '' ? size : Math.min(size, Number(to) + 1)];
  return start < end ? { start, end } : null;
}

export interface GivenFiles {
  /** What has to stand in the address of the page: nobody who does not know it gets the files. */
  readonly token: string;
  /** Answers what is asked of the files; false for any other address. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/**
 * Hands files to the page over the server that serves it, under a token that nobody can guess.
 * @param look the files as they are now, each with when it was written
 * @param isWatched whether the page looks again for what is written
 */
export function giveFiles(
  look: () => Promise<readonly (FileEntry & { readonly written: number })[]>,
  isWatched: boolean,
): GivenFiles {
  const token = randomBytes(16).toString('hex');
  let entries = new Map<string, FileEntry>();

  async function list(): Promise<string> {
    const found = await look();
    entries = new Map(found.map((entry) => [entry.path, entry]));
    const files = found.map(({ path, size, written }): GivenFile => ({ path, size, written }));
    return JSON.stringify({ files, isWatched });
  }

  async function respond(address: URL, asked: string | undefined, response: ServerResponse): Promise<void> {
    const path = address.searchParams.get('path');
    const entry = path === null ? undefined : entries.get(path);
    response.setHeader('Cache-Control', 'no-store');
    if (path === null) {
      response.setHeader('Content-Type', 'application/json');
      response.end(await list());
    } else if (entry) {
      response.setHeader('Content-Type', 'application/octet-stream');
      const range = rangeOf(asked, entry);
      if (range) {
        response.statusCode = 206;
        const place = `${String(range.start)}-${String(range.end - 1)}`;
        response.setHeader('Content-Range', `bytes ${place}/${String(entry.size)}`);
      }
      const pieces = piecesOf(entry, range);
      // Whether it can be read shows with the first piece, when it can still be said.
      const first = await pieces.next();
      const all = async function* () {
        if (!first.done) yield first.value;
        yield* pieces;
      };
      await pipeline(all, response);
    } else {
      response.statusCode = 404;
      response.end('There is no such file.');
    }
  }

  return {
    token,
    answer(request, response) {
      const address = new URL(request.url ?? '/', 'http://localhost');
      if (address.pathname !== `/given/${token}`) return false;
      respond(address, request.headers.range, response).catch((error: unknown) => {
        // A file that was there a moment ago may be gone, and so may whoever asked for it.
        if (response.headersSent) {
          response.destroy();
          return;
        }
        response.statusCode = 500;
        response.removeHeader('Content-Range');
        response.end(error instanceof Error ? error.message : String(error));
      });
      return true;
    },
  };
}
