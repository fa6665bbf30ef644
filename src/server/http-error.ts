import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** A request that is answered with a status other than success. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  /** @param message the body of the answer, as a sentence */
  constructor(
    readonly status: 400 | 403 | 404 | 405 | 409 | 416,
    message: string,
    readonly headers: OutgoingHttpHeaders = {},
  ) {
    super(message);
  }
}

/** Answers a request that failed: with the status of an `HttpError`, else with 500. */
export function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    // The body is cut off, so that the client does not take what it has for the whole.
    response.destroy();
    return;
  }
  for (const name of ['Content-Length', 'Content-Range', 'Content-Encoding', 'ETag', 'Last-Modified'])
    response.removeHeader(name);
  const [status, headers] = error instanceof HttpError ? [error.status, error.headers] : [500, {}];
  const body = error instanceof Error ? error.message : String(error);
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}
