/**
 * `npm run pictures [-- million|experiment|planted|views|readme]`: photographs a million rows, the page with its opening
 * experiment, and planted structures beside HiPlot anew, into `viz/pictures/planted`; each view of a search of 200 runs, light and
 * dark, into `docs/pictures`; and some of them small for the README, which the package contains, into `viz/pictures`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { randomLcg } from 'd3';
import type { Browser } from 'playwright';
import sirv from 'sirv';
import { build } from 'vite';
import { photograph } from '../bench/planted/photograph.ts';
import type { StructureName } from '../bench/planted/structures.ts';
import { servePage } from '../bench/serve.ts';
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
  await page.screenshot({ path: `${root}viz/pictures/experiment.jpg`, type: 'jpeg', quality: 60 });
  await page.close();
}

/** Rows that each tool is photographed with; HiPlot does not draw a million in time. */
const PLANTED_ROWS = {
  HiPlot: [100, 2_000, 20_000],
  Heddle: [100, 2_000, 20_000, 1_000_000],
  sample: [1_000_000],
} as const;

/** Numbers and classes by HiPlot and by Heddle on light and dark pages, and a million rows in another way of colouring. */
async function photographPlanted(browser: Browser): Promise<void> {
  const server = await servePage('planted/page');
  const take = async (tool: string, structure: StructureName, rows: number, theme: 'light' | 'dark') => {
    const drawn = await photograph(browser, server.address, tool, structure, rows, { theme, jpeg: 40 });
    if (drawn === null) throw new Error(`${tool} does not draw ${String(rows)} rows in time`);
    const name = `${String(rows)}-${tool.toLowerCase()}-${theme}.jpg`;
    await writeFile(`${root}viz/pictures/planted/${structure}/${name}`, drawn.image);
  };
  for (const structure of ['v', 'class'] as const) {
    for (const theme of ['light', 'dark'] as const)
      for (const [tool, sizes] of Object.entries(PLANTED_ROWS))
        for (const rows of sizes) await take(tool, structure, rows, theme);
  }
  await server.close();
}

/** A search of 200 runs by four seeds, whose loss depends on the learning rate most and on the model less. */
function searchCsv(): string {
  const rows = ['run,lr,dropout,model,seed,epoch,train_loss,valid_loss,valid_acc'];
  const random = randomLcg(0.42);
  for (let run = 0; run < 200; run++) {
    const lr = 10 ** (-4 + 3 * random());
    const dropout = Math.round(random() * 5) / 10;
    const model = run % 2 === 0 ? 'cnn' : 'mlp';
    const floor = 0.15 + (Math.log10(lr) + 2.4) ** 2 / 5 + (model === 'mlp' ? 0.12 : 0) + 0.05 * random();
    for (let epoch = 1; epoch <= 15; epoch++) {
      const fall = Math.exp(-epoch / 4) * (1 + 0.05 * random());
      const rise = model === 'mlp' && dropout < 0.2 ? 0.02 * Math.max(0, epoch - 7) : 0;
      const valid = floor + fall + rise + 0.01 * random();
      const cells = [`trial-${String(run)}`, lr.toPrecision(4), dropout, model, run % 4, epoch];
      rows.push(
        [...cells, (0.8 * floor + fall).toFixed(4), valid.toFixed(4), (1 - valid / 3).toFixed(4)].join(','),
      );
    }
  }
  return `${rows.join('\n')}\n`;
}

const VIEWS = ['table', 'curves', 'compare', 'scatter', 'importance', 'progress', 'activations'] as const;

type ViewName = (typeof VIEWS)[number];

/** Light and dark pictures of each view. */
async function photographViews(browser: Browser, address: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await photographSearch(browser, address, {
      ...{ theme, views: VIEWS, size: { width: 1440, height: 900 }, quality: 50 },
      pathOf: (view) => `docs/pictures/${view}-${theme}.jpg`,
    });
  }
}

/** What the README shows. The brushed loss gives importance a selection to compare. */
async function photographReadme(browser: Browser, address: string): Promise<void> {
  await photographSearch(browser, address, {
    ...{ theme: 'light', views: ['importance', 'curves', 'compare', 'scatter', 'activations'] },
    ...{ size: { width: 1000, height: 560 }, quality: 45, isMaximised: true },
    link: '#level=runs&brushes=valid_loss:range:0:0.35',
    pathOf: (view) => `viz/pictures/try-${view}.jpg`,
  });
}

interface Photographs {
  readonly theme: 'light' | 'dark';
  readonly views: readonly ViewName[];
  readonly size: { readonly width: number; readonly height: number };
  /** Of JPEG. */
  readonly quality: number;
  readonly link?: string;
  /** Whether the view fills the page. */
  readonly isMaximised?: boolean;
  readonly pathOf: (view: ViewName) => string;
}

/** Photographs views of the search of 200 runs. */
async function photographSearch(
  browser: Browser,
  address: string,
  { theme, views, size, quality, link = '#level=runs', isMaximised = false, pathOf }: Photographs,
): Promise<void> {
  const page = await browser.newPage({ viewport: size, colorScheme: theme });
  await page.goto(`${address}${link}`);
  await page.getByText('An example:').waitFor();
  await page
    .getByLabel('Open files')
    .setInputFiles({ name: 'search.csv', mimeType: 'text/csv', buffer: Buffer.from(searchCsv()) });
  await page.getByText(/^search\.csv: 200 runs/).waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  if (isMaximised) await page.getByRole('button', { name: 'Maximise the view' }).click();
  for (const view of views) {
    await page.getByRole('tab', { name: new RegExp(`^${view}`, 'i') }).click();
    // The search trains no activation function that could be shown at first.
    if (view === 'activations')
      for (const name of ['ReLU', 'Tanh', 'GELU'])
        await page.getByRole('button', { name, exact: true }).click();
    if (view === 'compare') await page.getByRole('button', { name: 'Pin the best two lines' }).click();
    if (!isMaximised) await page.locator('.drawing[data-stage="whole"]').first().waitFor();
    await page.getByText('Loading…').waitFor({ state: 'detached' });
    // Importance is computed in a worker, and curves are drawn once they are on the screen.
    await page.waitForTimeout(2500);
    await page.screenshot({
      path: `${root}${pathOf(view)}`,
      type: 'jpeg',
      quality,
    });
  }
  await page.close();
}

const subjects: Record<string, (browser: Browser) => Promise<void>> = {
  async million(browser) {
    await build({ configFile: `${root}vite.examples.config.ts`, logLevel: 'warn' });
    await served(`${root}dist-examples`, (address) => photographMillion(browser, address));
  },
  async experiment(browser) {
    await build({ configFile: `${root}vite.config.ts`, logLevel: 'warn' });
    await served(`${root}dist`, (address) => photographExperiment(browser, address));
  },
  planted: photographPlanted,
  async views(browser) {
    await mkdir(`${root}docs/pictures`, { recursive: true });
    await build({ configFile: `${root}vite.config.ts`, logLevel: 'warn' });
    await served(`${root}dist`, (address) => photographViews(browser, address));
  },
  async readme(browser) {
    await build({ configFile: `${root}vite.config.ts`, logLevel: 'warn' });
    await served(`${root}dist`, (address) => photographReadme(browser, address));
  },
};

const names = process.argv.slice(2);
const unknown = names.find((name) => !Object.hasOwn(subjects, name));
if (unknown !== undefined) {
  throw new Error(`pictures: expected ${Object.keys(subjects).join(' or ')}, got "${unknown}"`);
}
const browser = await launchBrowser();
for (const [name, take] of Object.entries(subjects)) {
  if (names.length === 0 || names.includes(name)) await take(browser);
}
await browser.close();
