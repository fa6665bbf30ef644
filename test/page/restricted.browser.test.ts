import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser } from 'playwright';
import { launchBrowser } from '../browser.ts';
import { countsOf, dropFiles } from './driver.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What a browser lacks or refuses, each as a script that runs before the page's own. */
const RESTRICTIONS = {
  localStorage: `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });`,
  indexedDB: `Object.defineProperty(window, 'indexedDB', { value: undefined });`,
  'localStorage and indexedDB': `for (const name of ['localStorage', 'indexedDB'])
    Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });`,
  'crypto.randomUUID and locks': `Object.defineProperty(Crypto.prototype, 'randomUUID', { value: undefined });
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });`,
};

describe.each(Object.entries(RESTRICTIONS))('without %s', (name, script) => {
  it('the page opens and takes a file', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    try {
      await context.addInitScript(script);
      const page = await context.newPage();
      await page.goto(inject('address'));
      await expect.poll(async () => (await countsOf(page)).total, { timeout: 30_000 }).toBeGreaterThan(0);
      await dropFiles(page, [{ name: 'a.csv', text: 'epoch,train_loss\n1,0.5\n2,0.4\n3,0.3\n' }]);
      await expect.poll(async () => (await countsOf(page)).total).toBe(3);
      if (name.includes('indexedDB'))
        await expect
          .poll(() => page.getByText(/cannot store runs for the next visit/).count())
          .toBeGreaterThan(0);
    } finally {
      await context.close();
    }
  });
});
