import type { Browser, CDPSession, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest';
import { launchBrowser } from '../browser.ts';

/** The page that the tests of a file share: ask for `page` in the test, not before. */
export interface Visits {
  readonly page: Page;
}

const DESKTOP = { width: 1440, height: 900 };

/**
 * Has each test of the file that calls it begin as a first visit: nothing stored, nothing chosen, the opening
 * experiment on show. All are of one browser context, which keeps its caches: a context of its own for each test would
 * double what a test takes. Every test ends with a look at uncaught errors of the page.
 *
 * @param flags further arguments of the browser
 */
export function useVisits(viewport = DESKTOP, flags: readonly string[] = []): Visits {
  return visitsBegun(beforeEach, viewport, flags);
}

/** As `useVisits`, but a single visit, with which the tests of the file go on in their order. */
export function useVisit(viewport = DESKTOP): Visits {
  return visitsBegun(beforeAll, viewport, []);
}

function visitsBegun(
  when: typeof beforeAll | typeof beforeEach,
  viewport: typeof DESKTOP,
  flags: readonly string[],
): Visits {
  let browser: Browser;
  let page: Page;
  let devtools: CDPSession;
  let thrown: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser(flags);
    // Playwright cannot route what a service worker answers; `offline.browser.test.ts` has one.
    const context = await browser.newContext({ viewport, acceptDownloads: true, serviceWorkers: 'block' });
    await context.addInitScript(skipTour);
    page = await context.newPage();
    page.on('pageerror', (error) => thrown.push(error.message));
    devtools = await context.newCDPSession(page);
  });

  beforeEach(() => void (thrown = []));

  when(async () => {
    await page.goto('about:blank');
    const { origin } = new URL(inject('address'));
    await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.mouse.move(0, 0);
    await page.goto(inject('address'));
    await page.getByText('An example:').waitFor();
  });

  afterEach(() => expect(thrown).toEqual([]));

  afterAll(() => browser.close());

  return {
    get page() {
      return page;
    },
  };
}

/** Runs before the scripts of a page: the tour was shown in an earlier visit. */
export function skipTour(): void {
  // Blank pages have no storage.
  if (location.origin !== 'null') localStorage.setItem('heddle.tour', 'shown');
}
