import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build, preview } from 'vite';

/** Builds the page for production, and serves it. */
export async function serveBuiltPage(): Promise<{ address: string; close: () => Promise<void> }> {
  const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'warn' });
  const server = await preview({ configFile, preview: { port: 0 }, logLevel: 'error' });
  return { address: server.resolvedUrls!.local[0]!, close: () => server.close() };
}

/** Opens the page, whose long tasks are in its global variable `tasks` from then on. */
export async function visitBuiltPage(page: Page, address: string): Promise<void> {
  await page.addInitScript(watchTasks);
  await page.goto(address);
  await page.getByText('An example:').waitFor();
  await waitForIdle(page);
  await page.evaluate('tasks.length = 0');
}

/** Chooses a file in the page. Resolves when the page shows this number of rows. */
export async function openInPage(page: Page, path: string, rows: number): Promise<void> {
  await page.locator('input[type="file"]').first().setInputFiles(path);
  await page.waitForFunction(showsRows, rows.toLocaleString('en'), { timeout: 300_000 });
}

/** Resolves when the page has had no long task for four seconds, so that work after showing the rows is complete. */
export async function waitForIdle(page: Page): Promise<void> {
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

/** The durations of the long tasks since `tasks` was emptied, in milliseconds. Browsers report none shorter than 50 ms. */
export const longTasks = (page: Page) => page.evaluate<number[]>('tasks.map(({ duration }) => duration)');

/** The longest task as text. */
export const longestOf = (tasks: readonly number[]) =>
  tasks.length === 0 ? '< 50' : Math.max(...tasks).toFixed(0);

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
