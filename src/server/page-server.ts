import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import sirv from 'sirv';
import { SECURITY_HEADERS } from '../shared/security-policy.ts';
import { parseByteRange } from './byte-range.ts';
import { HttpError, sendError } from './http-error.ts';
import { parseTarget, type RequestTarget } from './request-target.ts';

/**
 * Answers requests beside the page's files.
 * @returns whether it handles the request; false leaves it to the page.
 * @throws {HttpError} or rejects for a request that fails; the server answers it.
 */
export type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
) => boolean | Promise<boolean>;

export interface PageServerOptions {
  /** The folder of the built page. Files may come and go while it is served. */
  readonly folder: string;
  /** The address that the server will listen on. On a loopback address only loopback names are served. */
  readonly host: string;
  readonly route?: Route;
}

const METHODS = ['GET', 'HEAD'];

/** Serves the built page. A request that fails is answered with a status and does not end the server. */
export function createPageServer({ folder, host, route = () => false }: PageServerOptions): Server {
  const isServedHost = createHostCheck(host);
  // Files are looked up at each request: a new build may replace the folder.
  const serveFile = sirv(folder, { dev: true, etag: true, setHeaders: limitRange });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeaders(new Headers(SECURITY_HEADERS));
    const target = parseTarget(request.url ?? '');
    if (!isServedHost(target.host ?? request.headers.host ?? ''))
      throw new HttpError(403, 'This host name is not served.');
    if (!METHODS.includes(request.method ?? ''))
      throw new HttpError(405, 'Only GET and HEAD are served.', { Allow: METHODS.join(', ') });
    if (await route(request, response, target)) return;
    request.url = target.pathname;
    closeWithResponse(response);
    serveFile(request, response, () => {
      throw new HttpError(404, 'Not found.');
    });
  }

  return createServer((request, response) => {
    // A client that disconnects is not a server error.
    response.on('error', () => response.destroy());
    handle(request, response).catch((error: unknown) => sendError(response, error));
  });
}

/** Loopback servers answer only loopback names: a foreign name that resolves here is DNS rebinding. */
function createHostCheck(host: string): (header: string) => boolean {
  const own = isIP(host) === 6 ? `[${host}]` : host.toLowerCase();
  const isLoopback = own === 'localhost' || own === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(own);
  if (!isLoopback) return () => true;
  const names = ['localhost', '127.0.0.1', '[::1]', own];
  return (header) => names.includes(header.toLowerCase().replace(/:\d+$/, ''));
}

/**
 * Removes a Range header that sirv would misread: it does not validate ranges, and takes an end of 0 for none.
 * @throws {HttpError} 416 for a range that is not in the file.
 */
function limitRange({ req }: ServerResponse, _: string, { size }: { readonly size: number }): void {
  const range = req.method === 'GET' ? parseByteRange(req.headers.range, size) : null;
  if (range && range.end > 1) req.headers.range = `bytes=${String(range.start)}-${String(range.end - 1)}`;
  else delete req.headers.range;
}

/** Ends the response if reading the file fails, and closes the file when the client disconnects. */
function closeWithResponse(response: ServerResponse): void {
  response.on('pipe', (file) => {
    file.on('error', (error) => sendError(response, error));
    response.on('close', () => file.destroy());
  });
}
