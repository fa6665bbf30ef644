/** `npm run pictures`: photographs a million rows and the page with its opening experiment anew, into `viz/pictures`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import sirv from 'sirv';
import { build } from 'vite';
import { launchBrowser } from '../test/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Has `use` look at a folder by its address. */
async function served(folder: string, use: (address: string) => Promise<void>): Promise<void> {
  const files = sirv(folder);
  const server = createServer((request, response) =>
    files(request, response, () => void response.writeHead(404).end()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await use(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  server.close();
}

async function photographMillion(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 700 }, colorScheme: 'light' });
  await page.goto(`${address}?only=million`);
  await page.addStyleTag({
    content: '.stage { width: 1100px; height: 460px !important; border: 0 !important }',
  });
  await page.locator('.drawing[data-stage="whole"]').waitFor({ timeout: 120_000 });
  await page.getByText(/of 1,000,000 rows selected/).waitFor({ state: 'attached' });
  await page.locator('.drawing[data-stage="whole"]').waitFor({ timeout: 120_000 });
  await page
    .locator('.stage')
    .screenshot({ path: `${root}viz/pictures/million.jpg`, type: 'jpeg', quality: 82 });
  await page.close();
}

async function photographExperiment(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 860 }, colorScheme: 'light' });
  await page.goto(address);
  await page.getByText('An example:').waitFor();
  const track = (await page.locator('[data-axis="valid_acc"] [data-part="track"]').boundingBox())!;
  await page.mouse.move(track.x + 1, track.y);
  await page.mouse.down();
  await page.mouse.move(track.x + 1, track.y + track.height * 0.1, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(0, 0);
  // The summary is a moment late.
  await page.waitForFunction(() => {
    const count = document.querySelector('output.count')?.textContent?.trim().split(' ')[0];
    return document.querySelector('.summary')?.textContent?.startsWith(`${String(count)} of`);
  });
  await page.locator('.drawing[data-stage="whole"]').waitFor();
  await page.screenshot({ path: `${root}viz/pictures/experiment.jpg`, type: 'jpeg', quality: 82 });
  await page.close();
}

await build({ configFile: `${root}vite.examples.config.ts`, logLevel: 'warn' });
await build({ configFile: `${root}vite.config.ts`, logLevel: 'warn' });
const browser = await launchBrowser();
await served(`${root}dist-examples`, (address) => photographMillion(browser, address));
await served(`${root}dist`, (address) => photographExperiment(browser, address));
await browser.close();
