import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import type { GivenFiles } from './given-files.ts';

/** Where the built page may lie: beside the packed command, or where the sources are built to. */
const PLACES = ['./page/', '../../../dist/'].map((place) => fileURLToPath(new URL(place, import.meta.url)));

/** The folder of the built page; null where it was never built. */
export function findPage(): string | null {
  return PLACES.find((place) => existsSync(`${place}index.html`)) ?? null;
}

/** A server of the page and of the files that it is given, for this machine alone: another name of it gets nothing. */
export function createPageServer(page: string, given: GivenFiles): Server {
  const serve = sirv(page, { etag: true });
  return createServer((request, response) => {
    // A page of elsewhere could have its own name lead here.
    const isHere = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(request.headers.host ?? '');
    if (isHere && given.answer(request, response)) return;
    const refuse = () => {
      response.statusCode = isHere ? 404 : 403;
      response.end(isHere ? 'Not found' : 'Forbidden');
    };
    if (isHere) serve(request, response, refuse);
    else refuse();
  });
}
