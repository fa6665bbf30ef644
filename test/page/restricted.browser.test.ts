import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright';
import { launchBrowser } from '../browser.ts';
import { countsOf, dropFiles } from './driver.ts';
import { trainerOn } from './train/trainer.ts';

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
  'a secure context': '',
};

/** Opens the page without this. Its uncaught errors are added to `errors`. */
async function visit(missing: keyof typeof RESTRICTIONS): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  });
  onTestFinished(() => context.close());
  await context.addInitScript(RESTRICTIONS[missing]);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const isInsecure = missing === 'a secure context';
  if (isInsecure) await serveInsecurely(context);
  await page.goto(isInsecure ? insecureAddress : inject('address'));
  expect(await page.evaluate(() => isSecureContext)).toBe(!isInsecure);
  await untilShown(page);
  return { page, errors };
}

/**
 * A page that is served by plain http under another name than localhost is not a secure context, where
 * `crypto.randomUUID` and `navigator.locks` are missing, in workers too.
 */
const insecureAddress = 'http://heddle.test/';

/** Serves the page at that address as well. */
async function serveInsecurely(context: BrowserContext): Promise<void> {
  await context.route(`${insecureAddress}**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const url = new URL(pathname + search, inject('address')).href;
    await route.fulfill({ response: await route.fetch({ url }) });
  });
}

async function untilShown(page: Page): Promise<void> {
  await expect.poll(async () => (await countsOf(page)).total, { timeout: 30_000 }).toBeGreaterThan(0);
}

const file = { name: 'a.csv', text: 'epoch,train_loss\n1,0.5\n2,0.4\n3,0.3\n' };

describe.each(Object.keys(RESTRICTIONS) as (keyof typeof RESTRICTIONS)[])('without %s', (name) => {
  it('the page opens and takes a file', async () => {
    const { page, errors } = await visit(name);
    await dropFiles(page, [file]);
    await expect.poll(async () => (await countsOf(page)).total).toBe(3);
    const alerts = page.getByRole('alert');
    if (name.includes('indexedDB')) await alerts.getByText(/cannot store runs for the next visit/).waitFor();
    else expect(await alerts.allInnerTexts()).toEqual([]);
    expect(errors).toEqual([]);
  });
});

describe.each(['localStorage', 'a secure context'] as const)('without %s', (name) => {
  it('runs that were imported and trained are there after a reload', async () => {
    const { page, errors } = await visit(name);
    await dropFiles(page, [file]);
    await expect.poll(async () => (await countsOf(page)).total).toBe(3);
    const { button, field, trainSmall } = trainerOn({ page });
    // It closes once the page has runs of its own.
    await button('Train').click();
    await field('Data').selectOption('spiral');
    await field('Training examples').fill('60');
    await trainSmall(2);
    await expect.poll(async () => (await countsOf(page)).total).toBe(5);
    // Runs are stored a moment after they change; until then, a reload shows fewer.
    const totalOfNextVisit = async () => {
      await page.reload();
      await untilShown(page);
      return (await countsOf(page)).total;
    };
    await expect.poll(totalOfNextVisit, { timeout: 60_000 }).toBe(5);
    expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
    expect(errors).toEqual([]);
  });
});
