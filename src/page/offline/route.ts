/** Where the answer to a request comes from. */
export type Route =
  /** The document of the page, from the cache. */
  | 'page'
  /** The document of a page that shows files of a local server, which is normally there; else from the cache. */
  | 'served-page'
  /** A file of the build, from the cache. */
  | 'file'
  /** A data set, which is stored when it is first loaded. */
  | 'data'
  /** The network, without the service worker. */
  | 'network';

export interface RoutedRequest {
  readonly method: string;
  readonly mode: string;
  /** Absolute. */
  readonly url: string;
}

/**
 * Returns where the answer to a request comes from.
 * @param scope the address of the folder of the page, with a slash at the end
 * @param files the files of this build, relative to the scope
 */
export function routeOf(
  { method, mode, url }: RoutedRequest,
  scope: string,
  files: ReadonlySet<string>,
): Route {
  const { origin, pathname, searchParams } = new URL(url);
  const address = origin + pathname;
  if (method !== 'GET' || !address.startsWith(scope)) return 'network';
  const path = address.slice(scope.length);
  if (path === '' || path === 'index.html') {
    if (mode !== 'navigate') return 'network';
    return searchParams.has('given') ? 'served-page' : 'page';
  }
  if (path.startsWith('mnist/')) return 'data';
  // Names of assets contain a hash, so that those of an earlier build may still be in its cache.
  return files.has(path) || path.startsWith('assets/') ? 'file' : 'network';
}
