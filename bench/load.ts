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

/** The cost of opening a file. */
interface Opened {
  /** Seconds until the frame after the one in which the page shows the number of rows. */
  readonly seconds: number;
  /** Longest task of the main thread until it is idle, in milliseconds; 0 if none took 50 ms. */
  readonly longest: number;
  /** Number of tasks longer than 50 ms. */
  readonly long: number;
}

/** Opens large files in the built page through its file input, and measures main-thread tasks, including saving the runs. */
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
    `Opening large files in the page: median of ${String(ROUNDS)} rounds, maximum of the tasks`,
    ['', 's until shown', 'longest task, ms', 'tasks over 50 ms'],
    lines,
  );
}

/** Browsers do not report tasks shorter than 50 ms. */
function longestOf(longest: number): string {
  return longest === 0 ? '< 50' : longest.toFixed(0);
}

/** Uses a new browser context, so that nothing is cached from the round before. */
async function openFile(browser: Browser, address: string, path: string, rows: number): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  try {
    await page.addInitScript(watchTasks);
    await page.goto(address);
    await page.getByText('An example:').waitFor();
    await waitForIdle(page);
    await page.evaluate('tasks.length = 0');
    const began = performance.now();
    await page.locator('input[type="file"]').first().setInputFiles(path);
    await page.waitForFunction(showsRows, rows.toLocaleString('en'), { timeout: 300_000 });
    await page.evaluate(nextFrame);
    const seconds = (performance.now() - began) / 1000;
    await waitForIdle(page);
    const tasks = await page.evaluate<number[]>('tasks.map(({ duration }) => duration)');
    return { seconds, longest: Math.max(0, ...tasks), long: tasks.length };
  } finally {
    await context.close();
  }
}

/** Runs in the page: collects its long tasks. */
function watchTasks(): void {
  const tasks: PerformanceEntry[] = [];
  Object.assign(globalThis, { tasks });
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });
}

/** Runs in the page: whether it shows this number of rows. */
function showsRows(total: string): boolean {
  const count = document.querySelector('output[aria-label="Selected rows"]');
  return count?.textContent.includes(`of ${total}`) ?? false;
}

/** Runs in the page: resolves after its next frame. */
function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** Resolves when the page has had no long task for four seconds, so that work after showing the rows is complete. */
async function waitForIdle(page: Page): Promise<void> {
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
