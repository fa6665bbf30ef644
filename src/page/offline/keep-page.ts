import { ACTIVATE } from './scope.ts';

/** The script of the service worker, as the build names it. */
const SCRIPT = './service-worker.js';

export interface KeepPageOptions {
  readonly serviceWorkers: ServiceWorkerContainer;
  /** Called when another version of the page is stored, which `activate` shows. */
  readonly onVersion: (activate: () => void) => void;
  readonly reload: () => void;
}

/**
 * Stores the page in the browser, so that it opens without a network. A later version is used when all windows of this one are
 * closed, or as soon as `activate` is called.
 * @throws {Error} if the browser refuses, for example in a private window
 */
export async function keepPage({ serviceWorkers, onVersion, reload }: KeepPageOptions): Promise<void> {
  const registration = await serviceWorkers.register(SCRIPT);

  function activate(): void {
    // Another window may have activated it.
    if (registration.waiting === null) {
      reload();
      return;
    }
    serviceWorkers.addEventListener('controllerchange', reload, { once: true });
    registration.waiting.postMessage(ACTIVATE);
  }

  function offer(): void {
    // At the first visit, the page is of the version that is stored.
    if (registration.waiting !== null && serviceWorkers.controller !== null) onVersion(activate);
  }

  offer();
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') offer();
    });
  });
}
