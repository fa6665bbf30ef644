import { routeOf } from './route.ts';
import { ACTIVATE, type FetchEvent, type ServiceWorkerScope } from './scope.ts';

/** What the build knows of its files; it is written before this script. */
export interface Precache {
  /** A hash of the contents of all files. */
  readonly version: string;
  /** The files to store, relative to the page. */
  readonly files: readonly string[];
  /** The first script, which the document of this build names. */
  readonly entry: string;
}

declare const precache: Precache;

const worker = self as unknown as ServiceWorkerScope;
const { scope } = worker.registration;
const files: ReadonlySet<string> = new Set(precache.files);

// Other copies of the page on this host have caches of their own.
const prefix = `heddle ${scope} `;
const current = `${prefix}${precache.version}`;
const data = `${prefix}data`;

/** Stores all files. Assets that an earlier version has are copied. */
async function install(): Promise<void> {
  const cache = await worker.caches.open(current);
  const page = await download(scope);
  if (!(await page.clone().text()).includes(precache.entry))
    throw new Error('The page has been replaced by another version.');
  await cache.put(scope, page);
  await Promise.all(
    precache.files.map(async (file) => {
      const address = scope + file;
      const known = file.startsWith('assets/') ? await match(address) : undefined;
      await cache.put(address, known ?? (await download(address)));
    }),
  );
}

async function download(address: string): Promise<Response> {
  const response = await fetch(address, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${address}: ${String(response.status)} ${response.statusText}`);
  return response;
}

/** Caches of this page, that of the current version first. */
async function cacheNames(): Promise<string[]> {
  const names = (await worker.caches.keys()).filter((name) => name.startsWith(prefix) && name !== current);
  return [current, ...names];
}

async function match(address: string): Promise<Response | undefined> {
  for (const cacheName of await cacheNames()) {
    const found = await worker.caches.match(address, { cacheName, ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

/** Deletes the files of earlier versions, unless another window may still load them or a later version is stored. */
async function deleteEarlier(): Promise<void> {
  const { installing, waiting } = worker.registration;
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.length > 1 || installing || waiting) return;
  const earlier = (await cacheNames()).filter((name) => name !== current && name !== data);
  await Promise.all(earlier.map((name) => worker.caches.delete(name)));
}

async function fromCache({ request }: FetchEvent): Promise<Response> {
  return (await match(addressOf(request))) ?? fetch(request);
}

async function page(): Promise<Response> {
  return (await worker.caches.match(scope, { cacheName: current })) ?? fetch(scope);
}

async function loadData(event: FetchEvent): Promise<Response> {
  const address = addressOf(event.request);
  const cache = await worker.caches.open(data);
  const known = await cache.match(address, { ignoreVary: true });
  if (known) return known;
  const response = await fetch(event.request);
  // Without room for it, the data set is loaded again at the next visit.
  if (response.status === 200) event.waitUntil(cache.put(address, response.clone()).catch(() => undefined));
  return response;
}

/** Without the query and the fragment. */
function addressOf({ url }: Request): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

worker.addEventListener('install', (event) => event.waitUntil(install()));

worker.addEventListener('activate', (event) =>
  // What the first visit loads from now on is stored too.
  event.waitUntil(worker.clients.claim().then(deleteEarlier)),
);

worker.addEventListener('message', ({ data: message }) => {
  if (message === ACTIVATE) void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  switch (routeOf(event.request, scope, files)) {
    case 'page':
      event.respondWith(page());
      event.waitUntil(deleteEarlier());
      break;
    case 'served-page':
      event.respondWith(fetch(event.request).catch(page));
      break;
    case 'file':
      event.respondWith(fromCache(event));
      break;
    case 'data':
      event.respondWith(loadData(event));
      break;
    case 'network':
  }
});
