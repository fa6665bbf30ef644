import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { launchBrowser } from '../../test/browser.ts';
import {
  longestOf,
  longTasks,
  openInPage,
  serveBuiltPage,
  visitBuiltPage,
  waitForIdle,
} from '../built-page.ts';
import { median, printTable } from '../table.ts';

const LISTED = 10_000;
const ARRIVALS = 50;
/** Milliseconds between two runs that arrive. */
const INTERVAL = 100;
const [RUNS, EPOCHS, METRICS] = [1000, 200, 20];
const STEPS = 40;
const [ROWS, COLUMNS] = [1_000_000, 20];

/** Filters as a person types them: each is valid, and selects other rows than the one before. */
const FILTERS = ['5', '50', '500', '500 and c4 > 2', '500 and c4 > 20', '500 and c4 > 200'].map(
  (rest) => `c3 < ${rest}`,
);

/** Measures the built page: runs that arrive, the scrubber of epochs, and a filter that views follow. */
export async function benchDashboard(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-bench-'));
  const server = await serveBuiltPage();
  const browser = await launchBrowser();
  try {
    for (const measure of [benchArrivals, benchScrubber, benchTypedFilter]) {
      await measure(browser, server.address, folder);
    }
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true });
  }
}

/** Opens a table in a new visit. */
async function visit(
  browser: Browser,
  address: string,
  { path, rows }: { readonly path: string; readonly rows: number },
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await visitBuiltPage(page, address);
    await openInPage(page, path, rows);
    await waitForIdle(page);
    await work(page);
  } finally {
    await context.close();
  }
}

async function benchArrivals(browser: Browser, address: string, folder: string): Promise<void> {
  const path = join(folder, 'runs.csv');
  const head = 'lr,dropout,loss,accuracy';
  const line = (i: number) =>
    [((i * 31) % 997) / 997, ((i * 17) % 89) / 89, ((i * 7919) % 9973) / 9973, ((i * 101) % 991) / 991]
      .map((value) => value.toFixed(4))
      .join(',');
  await writeLines(path, head, LISTED, line);
  await visit(browser, address, { path, rows: LISTED }, async (page) => {
    await page.evaluate('tasks.length = 0');
    const texts = Array.from({ length: ARRIVALS }, (_, i) => `${head}\n${line(LISTED + i)}\n`);
    await page.evaluate(dropEach, { texts, interval: INTERVAL });
    await waitForIdle(page);
    const tasks = await longTasks(page);
    printTable(
      `${LISTED.toLocaleString('en')} runs in the list, and one more each ${String(INTERVAL)} ms, ${String(ARRIVALS)} times`,
      ['longest task, ms', 'tasks over 50 ms'],
      [[longestOf(tasks), String(tasks.length)]],
    );
  });
}

async function benchScrubber(browser: Browser, address: string, folder: string): Promise<void> {
  const path = join(folder, 'epochs.csv');
  const names = Array.from({ length: METRICS }, (_, i) => (i === 0 ? 'valid_loss' : `metric_${String(i)}`));
  await writeLines(path, `run,lr,epoch,${names.join(',')}`, RUNS * EPOCHS, (row) => {
    const [run, epoch] = [Math.floor(row / EPOCHS), (row % EPOCHS) + 1];
    const values = names.map((_, i) =>
      (Math.exp(-epoch / (20 + (run % 50))) + ((run * 31 + i * 17) % 97) / 97).toFixed(4),
    );
    return [`r${String(run)}`, ((run % 40) / 40).toFixed(3), epoch, ...values].join(',');
  });
  await visit(browser, address, { path, rows: RUNS * EPOCHS }, async (page) => {
    await page.getByRole('combobox', { name: 'One line per' }).selectOption('runs');
    await page.getByLabel('Metric value').selectOption('epoch');
    await page.getByLabel('Epoch of the rows').waitFor();
    await waitForIdle(page);
    const epochs = Array.from({ length: STEPS }, (_, i) => String(1 + ((i * 37) % EPOCHS)));
    const times = await page.evaluate(typeEach, {
      selector: '[aria-label="Epoch of the rows"]',
      texts: epochs,
    });
    printTable(
      `A step of the scrubber, ${[RUNS, EPOCHS, METRICS].map((count) => count.toLocaleString('en')).join(' × ')} runs, epochs and metrics, ms until the lines are complete`,
      ['median', 'longest'],
      [[median(times).toFixed(0), Math.max(...times).toFixed(0)]],
    );
  });
}

async function benchTypedFilter(browser: Browser, address: string, folder: string): Promise<void> {
  const path = join(folder, 'rows.csv');
  const names = Array.from({ length: COLUMNS - 1 }, (_, i) => `c${String(i)}`);
  await writeLines(path, `epoch,${names.join(',')}`, ROWS, (row) =>
    [row + 1, ...names.map((_, i) => ((row + 1) * (2 * i + 7919)) % 1000)].join(','),
  );
  await visit(browser, address, { path, rows: ROWS }, async (page) => {
    // The language of filters is loaded with the first one.
    await page.getByRole('textbox', { name: 'Filter' }).fill('c3 < 900');
    const lines: string[][] = [];
    for (const view of ['Table', 'Scatter', 'Curves', 'Progress']) {
      await page.getByRole('tab', { name: view, exact: true }).click();
      await waitForIdle(page);
      const times = await page.evaluate(typeEach, { selector: '[aria-label="Filter"]', texts: FILTERS });
      lines.push([view, median(times).toFixed(0), Math.max(...times).toFixed(0)]);
    }
    printTable(
      `A filter typed on ${ROWS.toLocaleString('en')} rows of ${String(COLUMNS)} columns, ms until the lines are complete, by the view that is open`,
      ['view', 'median', 'longest'],
      lines,
    );
  });
}

async function writeLines(
  path: string,
  head: string,
  count: number,
  line: (row: number) => string,
): Promise<void> {
  const stream = createWriteStream(path);
  stream.write(`${head}\n`);
  for (let row = 0; row < count; row++) {
    if (!stream.write(`${line(row)}\n`))
      await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => stream.end(() => resolve()));
}

/** Runs in the page: drops files one after the other. Without named functions inside, as those of tsx need a helper. */
async function dropEach({ texts, interval }: { texts: readonly string[]; interval: number }): Promise<void> {
  for (const [at, text] of texts.entries()) {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], `arrived-${String(at)}.csv`));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}

/**
 * Runs in the page: enters texts into an input one after the other, and returns the milliseconds of each until the frame in
 * which the lines of the plot are complete has been painted.
 */
async function typeEach({
  selector,
  texts,
}: {
  selector: string;
  texts: readonly string[];
}): Promise<number[]> {
  const input = document.querySelector<HTMLInputElement>(selector)!;
  const times: number[] = [];
  for (const text of texts) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const began = performance.now();
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    do {
      // A task after the callback of a frame runs after it was painted.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    } while (document.querySelector<HTMLElement>('.drawing')?.dataset['stage'] !== 'whole');
    times.push(performance.now() - began);
  }
  return times;
}
