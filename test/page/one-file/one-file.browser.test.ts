import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { packHistory, readHistory } from '../../../history/index.ts';
import { BLOCKS, readOneFile } from '../../../src/shared/one-file/content.ts';
import { launchBrowser } from '../../browser.ts';
import { countsOf, dragAlong, plotRests } from '../driver.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const fixture = join(root, 'fixtures/runs/mnist-activations.json');

let browser: Browser;
let page: Page;
let folder: string;
let file: string;
/** Addresses that the page asked for, without data and blobs of its own. */
const requests: string[] = [];
const problems: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-one-file-'));
  file = join(folder, 'runs.html');
  const heddle = ['scripts/tsx.mjs', 'src/cli/heddle.ts', 'export', fixture, '--html', file];
  await promisify(execFile)(process.execPath, [...heddle, '--view', 'x#view=scatter&color=activation'], {
    cwd: root,
  });
  browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    offline: true,
    acceptDownloads: true,
  });
  page = await context.newPage();
  page.on('request', (request) => {
    if (!/^(?:blob|data):/.test(request.url())) requests.push(request.url());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(pathToFileURL(file).href);
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

it('opens from disk without a network: lines, brush, views, and the runs as another file', async () => {
  await plotRests(page);
  expect(await countsOf(page)).toEqual({ selected: 100, total: 100 });
  // The view that it was saved with.
  expect(await page.getByRole('tab', { name: 'Scatter' }).getAttribute('aria-selected')).toBe('true');
  expect(await page.getByLabel('Colour by').inputValue()).toBe('activation');
  // The canvas has lines: pixels that are not transparent.
  const isDrawn = () =>
    page.locator('.drawing canvas').evaluateAll((all) =>
      (all as HTMLCanvasElement[]).some((canvas) => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
        copy.drawImage(canvas, 0, 0);
        return copy
          .getImageData(0, 0, canvas.width, canvas.height)
          .data.some((byte, i) => i % 4 === 3 && byte > 0);
      }),
    );
  await expect.poll(isDrawn).toBe(true);

  await dragAlong(page, 'valid_acc', 0, 0.2);
  await expect.poll(async () => (await countsOf(page)).selected).toBeLessThan(100);
  const { selected } = await countsOf(page);
  expect(selected).toBeGreaterThan(0);

  for (const name of ['Curves', 'Compare', 'Importance', 'Progress', 'Scores', 'Activations', 'Table']) {
    await page.getByRole('tab', { name, exact: true }).click();
    await page.getByRole('tabpanel', { name }).getByText('Loading…').waitFor({ state: 'detached' });
    expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
  }
  await page.getByRole('cell', { name: 'relu' }).first().waitFor();
  expect(await page.getByRole('tab', { name: 'Networks' }).count()).toBe(0);

  await page.getByRole('button', { name: 'Export' }).click();
  const form = page.getByRole('dialog', { name: 'Export' });
  await form.getByLabel('Runs').selectOption('all');
  await form.getByLabel('Format').selectOption('heddle');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    form.getByRole('button', { name: 'Save file' }).click(),
  ]);
  const original = readHistory(await readFile(fixture, 'utf8'));
  expect(readHistory(await readFile(await saved.path(), 'utf8'))).toEqual(original);

  expect(requests).toEqual([pathToFileURL(file).href]);
  expect(problems).toEqual([]);
});

it('weighs the page and at most 1.3 times the packed columns', async () => {
  const template = await stat(join(root, 'dist/one-file.html'));
  const history = readHistory(await readFile(fixture, 'utf8'));
  const { size } = await stat(file);
  expect(size - template.size).toBeLessThan(1.3 * packHistory(history).length);
});

it('is saved by the page, which says before what is in it', async () => {
  const served = await browser.newPage({ acceptDownloads: true });
  await served.goto(`${inject('address')}#view=curves`);
  await served.getByText('An example:').waitFor();
  await served.getByRole('button', { name: 'Share' }).press('Enter');
  const form = served.getByRole('dialog', { name: 'Share' });
  await form.getByText('The file contains all values of 4 runs and their names.').waitFor();
  await form.getByLabel('Names of runs').uncheck();
  await form.getByText('The file contains all values of 4 runs. It leaves out names.').waitFor();
  const [saved] = await Promise.all([
    served.waitForEvent('download'),
    form.getByRole('button', { name: 'Save page' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('heddle-page.html');
  const html = await readFile(await saved.path(), 'utf8');
  const blockOf = (id: string) => new RegExp(`id="${id}">([^<]*)<`).exec(html)![1]!;
  const content = await readOneFile({ view: blockOf(BLOCKS.view), runs: blockOf(BLOCKS.runs) });
  expect(content.view).toContain('view=curves');
  expect(content.history.runs.map(({ name }) => name)).toEqual(['run 1', 'run 2', 'run 3', 'run 4']);
  await served.close();
});
