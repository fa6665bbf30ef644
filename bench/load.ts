import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { build, preview } from 'vite';
import { launchBrowser } from '../test/browser.ts';
import { writeLargeFile, type LargeFile } from './large-files.ts';
import { median, printTable } from './table.ts';

const ROUNDS = 3;

const FILES: readonly (LargeFile & { readonly label: string })[] = [
  { label: 'CSV, 1,000,000 epochs of one run', kind: 'csv', rows: 1_000_000, row: 'epoch' },
  { label: 'JSON, 1,000,000 epochs of one run', kind: 'json', rows: 1_000_000, row: 'epoch' },
  { label: 'CSV, 200,000 runs of a row each', kind: 'csv', rows: 200_000, row: 'run' },
];

/** What opening a file took. */
interface Opened {
  /** Until the frame after the one in which the page says that all rows are there. */
  readonly seconds: number;
  /** Milliseconds of the longest task of the page's own thread, until it has rested; 0 where none took 50. */
  readonly longest: number;
  /** How many tasks took longer than 50 ms. */
  readonly long: number;
}

/** Opens large files in the built page as a person does, and watches its own thread, keeping the runs included. */
export async function benchLoad(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-bench-'));
  const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'warn' });
  const server = await preview({ configFile, preview: { port: 0 }, logLevel: 'error' });
  const browser = await launchBrowser();
  const lines: string[][] = [];
  try {
    for (const file of FILES) {
      const path = join(folder, `table.${file.kind}`);
      await writeLargeFile(path, file);
      const found: Opened[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        found.push(await openFile(browser, server.resolvedUrls!.local[0]!, path, file.rows));
      }
      lines.push([
        file.label,
        median(found.map(({ seconds }) => seconds)).toFixed(2),
        longestOf(Math.max(...found.map(({ longest }) => longest))),
        String(Math.max(...found.map(({ long }) => long))),
      ]);
    }
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true });
  }
  printTable(
    `Opening large files in the page: median of ${String(ROUNDS)} rounds, the most of the tasks`,
    ['', 's until shown', 'longest task, ms', 'tasks over 50 ms'],
    lines,
  );
}

/** The browser tells of no task that took less than 50 ms. */
function longestOf(longest: number): string {
  return longest === 0 ? '< 50' : longest.toFixed(0);
}

/** In a browser profile of its own, so that nothing is there of the round before. */
async function openFile(browser: Browser, address: string, path: string, rows: number): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  try {
    await page.addInitScript(watchTasks);
    await page.goto(address);
    await page.getByText('An example:').waitFor();
    await restOf(page);
    await page.evaluate('tasks.length = 0');
    const began = performance.now();
    await page.locator('input[type="file"]').first().setInputFiles(path);
    await page.waitForFunction(showsRows, rows.toLocaleString('en'), { timeout: 300_000 });
    await page.evaluate(nextFrame);
    const seconds = (performance.now() - began) / 1000;
    await restOf(page);
    const tasks = await page.evaluate<number[]>('tasks.map(({ duration }) => duration)');
    return { seconds, longest: Math.max(0, ...tasks), long: tasks.length };
  } finally {
    await context.close();
  }
}

/** Runs in the page: gathers its long tasks. */
function watchTasks(): void {
  const tasks: PerformanceEntry[] = [];
  Object.assign(globalThis, { tasks });
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });
}

/** Runs in the page: whether it says that so many rows are there. */
function showsRows(total: string): boolean {
  const count = document.querySelector('output[aria-label="Selected rows"]');
  return count?.textContent.includes(`of ${total}`) ?? false;
}

/** Runs in the page: resolves after its next frame. */
function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** Resolves when the page has had no long task for a while: whatever it does after showing the rows is done. */
async function restOf(page: Page): Promise<void> {
  await page.waitForFunction(
    (pause) => {
      const { tasks } = globalThis as unknown as { tasks: PerformanceEntry[] };
      const last = tasks.at(-1);
      return performance.now() - (last ? last.startTime + last.duration : 0) > pause;
    },
    4000,
    { timeout: 300_000, polling: 200 },
  );
}
