import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright';
import sirv from 'sirv';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import type { StudyOptions } from './page/study.ts';

const root = fileURLToPath(new URL('page', import.meta.url));
let folder: string;
let server: Server;
let address: string;
let browser: Browser;
let page: Page;
let thrown: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-importance-'));
  await build({
    configFile: false,
    root,
    base: './',
    plugins: [svelte({ configFile: fileURLToPath(new URL('../../../svelte.config.js', import.meta.url)) })],
    worker: { format: 'es' },
    build: { outDir: folder, target: 'es2023', chunkSizeWarningLimit: 2000 },
    logLevel: 'warn',
  });
  server = createServer(sirv(folder));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  thrown = [];
  page = await browser.newPage({ viewport: { width: 1200, height: 560 } });
  page.on('pageerror', (error) => thrown.push(error.message));
});

afterEach(async () => {
  await page.close();
  expect(thrown).toEqual([]);
});

async function open(options: StudyOptions & { theme?: string } = {}): Promise<void> {
  await page.goto(`${address}#${encodeURIComponent(JSON.stringify(options))}`);
}

const select = (count: number) =>
  page.evaluate((length) => {
    const { select: choose } = window as unknown as { select: (rows: number[]) => void };
    choose(Array.from({ length }, (_, row) => row));
  }, count);
const hoveredRow = () =>
  page.evaluate(() => (window as unknown as { read: () => { hovered: number | null } }).read().hovered);
const parameter = (name: string) => page.getByRole('button', { name });
const bars = () => page.getByRole('list', { name: /Importance of parameters/ }).getByRole('button');
const legend = () => page.getByRole('list', { name: 'Rows' });

describe('the panel', () => {
  it('shows only parameters, the most important first, with intervals and n', async () => {
    await open();
    await bars().first().waitFor();
    const names = await bars().locator('.name').allInnerTexts();
    expect(new Set(names.slice(0, 2))).toEqual(new Set(['learning_rate', 'activation']));
    expect(new Set(names)).toEqual(new Set(['learning_rate', 'activation', 'dropout', 'width', 'momentum']));
    expect(await bars().first().innerText()).toMatch(/0\.\d\d \(0\.\d\d–[01]\.\d\d\)/);
    // 240 runs, of which every 41st diverged.
    expect(await legend().innerText()).toBe('All, n = 235');
    const text = await page.locator('section').innerText();
    for (const part of ['5 runs without a finite accuracy', 'Constant: depth.', 'Identifiers: uid.']) {
      expect(text).toContain(part);
    }
  });

  it('compares the selection with the rest, and drops a computation whose inputs have changed', async () => {
    await open({ rows: 3000 });
    await page.getByText('Computing…').waitFor();
    await select(2000);
    await page.getByText('Computing…').waitFor();
    await select(100);
    await legend().getByText('Selected, n = 98').waitFor();
    expect((await legend().innerText()).split('\n')).toEqual([
      'All, n = 2,000',
      'Selected, n = 98',
      'Rest, n = 2,000',
    ]);
    await expect.poll(() => page.getByRole('status').innerText()).toBe('');
  });

  it('shows a slice of one parameter, whose dots are hovered, and a heat map of two', async () => {
    await open();
    await parameter('learning_rate').click();
    const plot = page.getByRole('img', { name: 'accuracy against learning_rate' });
    expect(await plot.locator('circle').count()).toBe(235);
    await plot.locator('circle').first().hover();
    await expect.poll(hoveredRow).not.toBeNull();
    await page.getByText(/^learning_rate \S+ · accuracy 0/).waitFor();

    await parameter('activation').click();
    const cells = page
      .getByRole('region', { name: 'Mean accuracy by learning_rate and activation' })
      .locator('td');
    expect(await cells.count()).toBe(8 * 4);
    const counts = (await cells.locator('small').allInnerTexts()).map((text) => Number(text.slice(4)));
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(235);

    await select(12);
    await page.getByText('no runs').first().waitFor({ state: 'attached' });
    await parameter('learning_rate').press('Enter');
    await page.getByRole('img', { name: 'accuracy against activation' }).waitFor();
  });

  it('says what sets the best runs apart', async () => {
    await open();
    await bars().first().waitFor();
    await page
      .getByRole('combobox', { name: 'Measure' })
      .selectOption({ label: 'What the best runs have in common (PED-ANOVA)' });
    await expect.poll(() => bars().first().locator('.name').innerText()).toBe('learning_rate');
  });

  it.each<[string, StudyOptions, string]>([
    ['no objective', { objective: null }, 'Choose an objective to see which parameters it depends on.'],
    ['three runs', { rows: 3 }, 'Importance needs at least five runs with a finite accuracy; there are 3.'],
    ['seven runs', { rows: 7 }, 'Only 7 runs: intervals are wide'],
    ['an objective of texts', { objective: 'activation' }, 'activation has texts, not numbers.'],
  ])('with %s says what it can', async (_, options, text) => {
    await open(options);
    await page.getByText(text).waitFor();
  });

  it('reports a worker that does not start, and computes again', async () => {
    const pattern = /importance\.worker/;
    await page.route(pattern, (route) => route.abort());
    await open();
    await page.getByRole('alert').waitFor();
    await page.unroute(pattern);
    await page.getByRole('button', { name: 'Compute again' }).click();
    await bars().first().waitFor();
  });

  it.each(['light', 'dark'])('has no accessibility violations in the %s theme', async (theme) => {
    await open({ theme });
    await select(100);
    await legend().getByText('Selected').waitFor();
    for (const name of ['learning_rate', 'activation']) {
      await parameter(name).click();
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof axe }).axe.run('section');
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      });
      expect(found).toEqual([]);
    }
  });

  it('fits into 360 pixels, with targets of at least 24', async () => {
    await page.setViewportSize({ width: 360, height: 900 });
    await open();
    await parameter('dropout').click();
    await page.getByRole('img', { name: 'accuracy against dropout' }).waitFor();
    const { overflow, heights } = await page.evaluate(() => ({
      overflow:
        document.querySelector('section')!.scrollWidth - document.querySelector('section')!.clientWidth,
      heights: [...document.querySelectorAll('button, select')].map(
        (each) => each.getBoundingClientRect().height,
      ),
    }));
    expect(overflow).toBe(0);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
  });
});
