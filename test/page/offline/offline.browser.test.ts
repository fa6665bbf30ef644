import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { listen } from '../../../src/server/listen.ts';
import { createPageServer } from '../../../src/server/page-server.ts';
import { launchBrowser } from '../../browser.ts';
import { countsOf } from '../driver.ts';
import { trainerOn } from '../train/trainer.ts';
import { skipTour } from '../visit.ts';

const HOST = '127.0.0.1';
const dist = fileURLToPath(new URL('../../../dist', import.meta.url));

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Serves the built page from a copy of its folder, so that it can be changed and the server be closed. */
async function serve(): Promise<{ folder: string; server: Server; address: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-offline-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(dist, folder, { recursive: true });
  const server = createPageServer({ folder, host: HOST });
  onTestFinished(() => close(server));
  return {
    folder,
    server,
    address: `http://${HOST}:${String(await listen(server, { host: HOST, port: 0 }))}/`,
  };
}

function close(server: Server): void {
  server.close();
  server.closeAllConnections();
}

/** Opens the page and waits until it is stored. */
async function visit(address: string): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  onTestFinished(() => context.close());
  await context.addInitScript(skipTour);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(address);
  await untilShown(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, {
    timeout: 90_000,
  });
  return { page, errors };
}

async function untilShown(page: Page): Promise<void> {
  await expect.poll(async () => (await countsOf(page)).total, { timeout: 30_000 }).toBeGreaterThan(0);
}

it('after one visit, the page opens, shows each view and trains without its server', async () => {
  const { server, address } = await serve();
  const { page, errors } = await visit(address);
  const labels = 'mnist/t10k-labels-idx1-ubyte.gz';
  const sizeOf = (file: string) => page.evaluate(async (of) => (await (await fetch(of)).blob()).size, file);
  const size = await sizeOf(labels);
  expect(size).toBeGreaterThan(1000);

  close(server);
  await page.context().setOffline(true);
  await page.reload();
  await untilShown(page);
  expect(await sizeOf(labels)).toBe(size);
  await expect(sizeOf('mnist/train-labels-idx1-ubyte.gz')).rejects.toThrow('Failed to fetch');

  const tabs = page.getByRole('tablist', { name: 'Views' }).getByRole('tab');
  expect(await tabs.count()).toBeGreaterThan(7);
  for (const tab of await tabs.all()) {
    await tab.click();
    await expect.poll(() => page.getByText('Loading…').count()).toBe(0);
    expect([await tab.innerText(), await page.getByRole('alert').allInnerTexts()]).toEqual([
      await tab.innerText(),
      [],
    ]);
  }
  const { button, field, trainSmall, total } = trainerOn({ page });
  if (!(await page.locator('#trainer').isVisible())) await button('Train').click();
  await field('Data').selectOption('spiral');
  await field('Training examples').fill('60');
  await trainSmall(2);
  await expect.poll(total).toBe(2);
  expect(errors).toEqual([]);
});

it('offers a new version, and shows it when asked to', async () => {
  const { folder, address } = await serve();
  const { page, errors } = await visit(address);
  const edit = async (file: string, change: (text: string) => string) => {
    const path = join(folder, file);
    await writeFile(path, change(await readFile(path, 'utf8')));
  };
  await edit('index.html', (text) => text.replace('<body>', '<body data-build="new">'));
  await edit('service-worker.js', (text) => text.replace(/"version":"\w+"/, '"version":"new"'));
  const build = () => page.locator('body').getAttribute('data-build');

  await page.reload();
  await untilShown(page);
  const message = page.getByRole('status').filter({ hasText: 'A new version of Heddle is ready.' });
  await message.waitFor();
  expect(await build()).toBeNull();
  await page.reload();
  await message.waitFor();
  expect(await build()).toBeNull();

  await message.getByRole('button', { name: 'Reload' }).click();
  await page.locator('body[data-build="new"]').waitFor();
  await untilShown(page);
  const caches = () => page.evaluate(() => window.caches.keys());
  await expect.poll(caches).toEqual([`heddle ${address} new`]);
  expect(await message.count()).toBe(0);
  expect(errors).toEqual([]);
});

it('opens files that the system passes to the installed page', async () => {
  const { address } = await serve();
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  await context.addInitScript(skipTour);
  // A page that is not installed has no files to take.
  await context.addInitScript(() => {
    const launchQueue: typeof window.launchQueue = {
      setConsumer: (consumer) => {
        const open = async () => {
          const folder = await navigator.storage.getDirectory();
          const handle = await folder.getFileHandle('run.csv', { create: true });
          const file = await handle.createWritable();
          await file.write('epoch,loss\n1,3\n2,2\n3,1\n');
          await file.close();
          const gone = await folder.getFileHandle('gone.csv', { create: true });
          await folder.removeEntry('gone.csv');
          consumer({ files: [handle, gone] });
        };
        void open();
      },
    };
    Object.defineProperty(window, 'launchQueue', { value: launchQueue });
  });
  const page = await context.newPage();
  await page.goto(address);
  await expect.poll(async () => (await countsOf(page)).total, { timeout: 30_000 }).toBe(3);
  await page
    .getByText(/gone\.csv/)
    .first()
    .waitFor({ state: 'attached' });
});

it('has a valid manifest', async () => {
  const { address } = await serve();
  const { page } = await visit(address);
  const devtools = await page.context().newCDPSession(page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { icons } = JSON.parse(data!) as { icons: { src: string; sizes: string; type: string }[] };
  for (const { src, sizes, type } of icons) {
    const picture = await page.request.get(address + src);
    expect([src, picture.status(), picture.headers()['content-type']]).toEqual([src, 200, type]);
    if (type !== 'image/png') continue;
    // The IHDR chunk of a PNG file has its width and height.
    const bytes = await picture.body();
    expect(`${String(bytes.readUInt32BE(16))}x${String(bytes.readUInt32BE(20))}`).toBe(sizes);
  }
});
