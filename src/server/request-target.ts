import { HttpError } from './http-error.ts';

/** What a request asks for (RFC 9112, section 3.2). */
export interface RequestTarget {
  /** Begins with `/`; percent-encoded as it was sent, without a fragment. */
  readonly pathname: string;
  readonly searchParams: URLSearchParams;
  /** The host of an absolute target, which takes the place of the Host header; null for a path. */
  readonly host: string | null;
}

/**
 * Reads the target of a request. A path is not read as a URL: `//name/` would name a host.
 * @throws {HttpError} 400 for a target that is neither a path nor an absolute URL, or has a bad percent-encoding.
 */
export function parseTarget(target: string): RequestTarget {
  const absolute = /^https?:\/\//i.test(target) ? parseUrl(target) : null;
  const [path] = (absolute ? `${absolute.pathname}${absolute.search}` : target).split('#');
  const [pathname, ...search] = path!.split('?');
  if (!pathname!.startsWith('/')) throw badTarget(target);
  try {
    decodeURIComponent(pathname!);
  } catch {
    throw badTarget(target);
  }
  return {
    pathname: pathname!,
    searchParams: new URLSearchParams(search.join('?')),
    host: absolute?.host ?? null,
  };
}

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw badTarget(text);
  }
}

function badTarget(target: string): HttpError {
  return new HttpError(400, `Expected a path or a URL, got ${JSON.stringify(target.slice(0, 100))}.`);
}
